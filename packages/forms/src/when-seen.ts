/** Calls `listener` once, when part of the element is in view. */
export function whenSeen(element: Element, listener: () => void): void {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    observer.disconnect()
    listener()
  }).observe(element)
}
