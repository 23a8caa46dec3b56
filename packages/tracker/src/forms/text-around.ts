const CONTROLS = 'input:not([type=hidden]),select,textarea'

/** Most elements in a cell of a row. */
const MAX_CELL = 50

/**
 * What the page says of a field that has no label: what `aria-labelledby` names, else the text before it, as it stands in
 * the cell or the paragraph before, else what follows it in a box of its own, as labels do that rise when the field is filled. Empty when
 * another field comes first.
 */
export function textAround(field: Element): string {
  const named = field.ariaLabelledByElements?.map(({ textContent }) => textContent).join(' (')
  if (named) return named
  // A row of labels above the row of fields: what stands last in it is not about the first of them.
  for (
    let cell = field, row = cell.parentElement;
    // Not in a form with many elements, which is no cell: its text would be put together for each of its fields.
    row && !cell.children[MAX_CELL] && !cell.textContent.trim();
    cell = row, row = cell.parentElement
  ) {
    const above = row.previousElementSibling
    if (
      above?.children[1] &&
      above.childElementCount === row.childElementCount &&
      !above.querySelector(CONTROLS)
    )
      return `${above.children[[...row.children].indexOf(cell)]?.textContent}`
  }
  // Elements and text.
  const walker = document.createTreeWalker(field.getRootNode(), 5)
  walker.currentNode = field
  for (let node = walker.previousNode(); node; node = walker.previousNode()) {
    const element = node.nodeType === 1 ? (node as Element) : node.parentElement
    if (
      !element ||
      // A component is a field or a button, too.
      (element.shadowRoot && !element.contains(field)) ||
      element.matches(`${element === node ? 'form,' : ''}option,button,thead *,${CONTROLS}`) ||
      // The label of another field, unless the page gave both the same id.
      (element.closest('label')?.control?.id ?? field.id) !== field.id
    )
      break
    const text = `${node.nodeValue}`
    if (node.nodeValue && /^[^(]*\p{L}/u.test(text)) {
      const { previousElementSibling, nextElementSibling } = node as Text
      // Old pages write it behind a field, at the end of a line.
      if (previousElementSibling?.matches(CONTROLS) && nextElementSibling?.matches('br')) break
      let box: Element | null = element
      // It follows a field in a box of theirs, and belongs to that one.
      for (; box && !box.contains(field); box = box.parentElement)
        if (box.querySelector(CONTROLS)) return textAfter(field)
      // In a box of its own, what stands nearest may be a hint; fields of components do not count, so there may be none.
      return (isAlone(box, field) && box?.querySelector('label')?.textContent) || text
    }
  }
  return textAfter(field)
}

/** Whether a field is the only one in a box. The others are looked for only if it is the first: there may be thousands. */
const isAlone = (box: Element | null, field: Element) =>
  box?.querySelector(CONTROLS) === field && !box.querySelectorAll(CONTROLS)[1]

function textAfter(field: Element): string {
  const { parentElement, nextElementSibling } = field
  return isAlone(parentElement, field) || !parentElement?.querySelector(CONTROLS)
    ? (nextElementSibling?.textContent ?? '')
    : ''
}
