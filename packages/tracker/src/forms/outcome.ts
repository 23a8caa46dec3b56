import { native } from './form-element.ts'

/** Whether a submission went through, or was only tried. */
export type Outcome = 'submitted' | 'attempted'

/** How long a sign of success is waited for, and how often the form is looked at, in milliseconds. */
const PATIENCE_MS = 10_000
const GLANCE_MS = 250

/**
 * Watches a submission, from its event on, in case the page takes it into its own hands. Calls `settle` with `submitted` when the form was reset, hidden or
 * removed, or when a request begun since was answered with a 2xx; with `attempted` when none of it happened in time.
 * Returns a function that ends the watch. Requests are seen by their timing; nothing of the page is replaced.
 */
export function watchOutcome(
  form: HTMLFormElement,
  settle: (outcome: Outcome) => void,
  signal: AbortSignal,
): () => void {
  const since = performance.now()
  const isShown = () => native(form, 'getClientRects').call(form).length > 0
  const wasShown = isShown()
  const succeed = () => settle('submitted')

  const timer = setInterval(() => {
    if (!native(form, 'isConnected') || (wasShown && !isShown())) succeed()
    else if (performance.now() - since > PATIENCE_MS) settle('attempted')
  }, GLANCE_MS)

  const requests = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const { initiatorType, name, responseStatus, startTime } = entry
      if (startTime < since || !/^(fetch|xmlhttprequest)$/.test(initiatorType)) continue
      // Not the answers that events get, ours or another tracker's.
      if (responseStatus >= 200 && responseStatus < 300 && !/\/v1\/(b|batch)\b/.test(name)) succeed()
    }
  })
  requests.observe({ type: 'resource' })
  native(form, 'addEventListener').call(form, 'reset', succeed)

  const stop = () => {
    clearInterval(timer)
    requests.disconnect()
    native(form, 'removeEventListener').call(form, 'reset', succeed)
  }
  signal.addEventListener('abort', stop)
  return stop
}
