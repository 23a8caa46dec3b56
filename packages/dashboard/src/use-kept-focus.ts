import { useLayoutEffect } from 'preact/hooks'

/** Gives the focus back to an element that lost it because a new order moved it within the document. */
export function useKeptFocus(): void {
  // Read while rendering, that is, before the elements are moved.
  const focused = document.activeElement
  useLayoutEffect(() => {
    if (document.activeElement === focused || !(focused instanceof HTMLElement)) return
    if (document.activeElement === document.body && focused.isConnected)
      focused.focus({ preventScroll: true })
  })
}
