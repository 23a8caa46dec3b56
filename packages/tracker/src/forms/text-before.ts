/**
 * What the page says of a field that has no label: what `aria-labelledby` names, else the text before it, as it stands in
 * the cell or the paragraph before; empty when another field comes first.
 */
export function textBefore(field: Element): string {
  const named = field.ariaLabelledByElements?.map(({ textContent }) => textContent).join(' ')
  if (named) return named
  // Elements and text.
  const walker = document.createTreeWalker(field.getRootNode(), 5)
  walker.currentNode = field
  for (let node = walker.previousNode(); node; node = walker.previousNode()) {
    const element = node.nodeType === 1 ? (node as Element) : node.parentElement
    if (
      !element ||
      element.matches('form,input,option,select,textarea,button') ||
      // The label of another field, unless the page gave both the same id.
      (element.closest('label')?.control?.id ?? field.id) !== field.id
    )
      break
    const text = `${node.nodeValue}`
    if (node.nodeValue && /\p{L}/u.test(text)) return text
  }
  return ''
}
