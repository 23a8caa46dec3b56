import { useLayoutEffect } from 'preact/hooks'

/** Restores the focus of an element that lost it because a new order moved it within the document. */
export function useRestoredFocus(): void {
  // Read during rendering, before elements are moved.
  const focused = document.activeElement
  useLayoutEffect(() => {
    if (document.activeElement === focused || !(focused instanceof HTMLElement)) return
    if (document.activeElement === document.body && focused.isConnected)
      focused.focus({ preventScroll: true })
  })
}
