/** Calls back after some milliseconds, without keeping a program alive for it. Gives the function that cancels it. */
export function startTimer(ms: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, ms)
  const { unref } = Object(timer) as { unref?: () => void }
  unref?.call(timer)
  return () => clearTimeout(timer as number)
}
