const CONTROLS = 'input:not([type=hidden]),select,textarea'

/**
 * What the page says of a field that has no label: what `aria-labelledby` names, else the text before it, as it stands in
 * the cell or the paragraph before, else what follows it in a box of its own, as labels do that rise when the field is filled. Empty when
 * another field comes first.
 */
export function textAround(field: Element): string {
  const named = field.ariaLabelledByElements?.map(({ textContent }) => textContent).join(' ')
  if (named) return named
  // Elements and text.
  const walker = document.createTreeWalker(field.getRootNode(), 5)
  walker.currentNode = field
  for (let node = walker.previousNode(); node; node = walker.previousNode()) {
    const element = node.nodeType === 1 ? (node as Element) : node.parentElement
    if (
      !element ||
      // A component is a field or a button, too.
      (element.shadowRoot && !element.contains(field)) ||
      element.matches(`${element === node ? 'form,' : ''}option,button,${CONTROLS}`) ||
      // The label of another field, unless the page gave both the same id.
      (element.closest('label')?.control?.id ?? field.id) !== field.id
    )
      break
    const text = `${node.nodeValue}`
    if (node.nodeValue && /\p{L}/u.test(text)) {
      // It follows a field in a box of theirs, and belongs to that one.
      for (let box: Element | null = element; box && !box.contains(field); box = box.parentElement)
        if (box.querySelector(CONTROLS)) return textAfter(field)
      return text
    }
  }
  return textAfter(field)
}

function textAfter(field: Element): string {
  const { parentElement, nextElementSibling } = field
  return parentElement?.querySelectorAll(CONTROLS)[1] ? '' : (nextElementSibling?.textContent ?? '')
}
