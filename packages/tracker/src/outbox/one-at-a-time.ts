/** Longest wait for the database before events are sent from memory, in milliseconds. */
const TIMEOUT_MS = 1_000

/**
 * Wraps `work` so that it runs once at a time: a call during a run waits for that run, because queries that pile up make a slow
 * database slower. Each call resolves within a second, to true if the work is still running by then.
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
    return Promise.race([current, new Promise<true>((resolve) => setTimeout(resolve, TIMEOUT_MS, true))])
  }
}
