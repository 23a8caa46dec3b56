/** Makes a wait until everything that is ready now had its turn: by `setImmediate` where there is one, or else a timer. */
export function createTurnEnd(): () => Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => void }
  const later = setImmediate ?? ((callback: () => void) => setTimeout(callback, 0))
  return () => new Promise((resolve) => later(resolve))
}
