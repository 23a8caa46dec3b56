/** Calls back after some milliseconds, without keeping the process alive. Returns a function that cancels the call. */
export function startTimer(ms: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, ms)
  const { unref } = Object(timer) as { unref?: () => void }
  unref?.call(timer)
  return () => clearTimeout(timer as number)
}
