/** How long what is in memory waits for the database, in milliseconds. */
const PATIENCE_MS = 1_000

/**
 * Makes a function that begins `work`, or goes on waiting for it while it is under way: looks at a database that pile up would make a
 * slow device slower still. Resolves after a moment at the latest, to whether it is not done by then: other things need not wait for it.
 *
 * @param work never rejects
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<boolean> {
  let current: Promise<boolean> | undefined
  return () => {
    current ??= work().then(() => {
      current = undefined
      return false
    })
    return Promise.race([current, new Promise<true>((resolve) => setTimeout(resolve, PATIENCE_MS, true))])
  }
}
