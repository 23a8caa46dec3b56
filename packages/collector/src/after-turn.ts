/** Creates a function that waits until all work that is ready now has run: by `setImmediate` or, without it, by a timer. */
export function createTurnEnd(): () => Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void }
  const later = setImmediate ?? ((callback: () => void) => setTimeout(callback, 0))
  return () => new Promise((resolve) => later(resolve))
}
