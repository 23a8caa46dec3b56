/** Selectors of dialogs, including the class names and ids of common consent tools. */
const dialogs = [
  'dialog[open]',
  '[aria-modal=true]',
  '[role=dialog]',
  '[role=alertdialog]',
  ...['cookie', 'consent', 'onetrust', 'didomi', 'usercentrics', 'cmp', 'gdpr'].flatMap((word) => [
    `[id*=${word} i]`,
    `[class*=${word} i]`,
  ]),
  'leadlight-form[open]',
].join()

/** Whether the visitor must not be interrupted: the page is hidden, a dialog is open, or the visitor is typing. */
export function isOccupied(): boolean {
  let active = document.activeElement
  let typing = false
  for (; active && !typing; active = active.shadowRoot?.activeElement ?? null)
    typing = active.matches('input,select,textarea,[contenteditable],leadlight-form')
  return document.hidden || typing || [...document.querySelectorAll(dialogs)].some(isInTheWay)
}

/** Whether an element is visible above the page. This excludes, for example, a link to the cookie policy. */
function isInTheWay(element: Element): boolean {
  const open = element.matches('dialog[open],leadlight-form[open]')
  const style = getComputedStyle(element)
  const { width, height } = element.getBoundingClientRect()
  const visible = style.visibility !== 'hidden' && style.opacity !== '0' && width > 0 && height > 0
  return open || (visible && /fixed|sticky/.test(style.position))
}
