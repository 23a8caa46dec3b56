/** Dialogs of any kind, and what consent tools call theirs. */
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

/** Whether the visitor must not be disturbed now: a dialog waits for an answer, of consent above all, or something is being typed. */
export function isOccupied(): boolean {
  const typing = document.activeElement?.matches('input,select,textarea,[contenteditable],leadlight-form')
  return document.hidden || typing === true || [...document.querySelectorAll(dialogs)].some(isInTheWay)
}

/** It lies above the page, and can be seen. A mere link to the cookie policy is not in the way. */
function isInTheWay(element: Element): boolean {
  const open = element.matches('dialog[open],leadlight-form[open]')
  const style = getComputedStyle(element)
  const { width, height } = element.getBoundingClientRect()
  const visible = style.visibility !== 'hidden' && style.opacity !== '0' && width > 0 && height > 0
  return open || (visible && /fixed|sticky/.test(style.position))
}
