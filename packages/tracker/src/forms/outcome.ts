import { guard } from '../guard.ts'
import { native } from './form-element.ts'

/** Whether a submission went through, or was only tried. */
export type Outcome = 'submitted' | 'attempted'

/** How long a sign of success is waited for, and how often the form is looked at, in milliseconds. */
const PATIENCE_MS = 10_000
const GLANCE_MS = 250

/** Answers to events, ours or those of another tracker, say nothing about the form. */
const eventPath = /\/v1\/(b|batch)\b/

/**
 * Watches a submission, from its event on, in case the page takes it into its own hands. Calls `settle` with `submitted`
 * when a request begun since was answered with a 2xx, or the form was hidden or removed; with `attempted` when none of it
 * happened in time. Requests are seen by their timing: nothing of the page is replaced. Returns what ends the watch.
 */
export function watchOutcome(form: HTMLFormElement, settle: (outcome: Outcome) => void): () => void {
  const since = performance.now()
  const wasShown = native(form, 'offsetWidth')

  const timer = setInterval(() => {
    if (!native(form, 'isConnected') || (wasShown && !native(form, 'offsetWidth'))) settle('submitted')
    else if (performance.now() - since > PATIENCE_MS) settle('attempted')
  }, GLANCE_MS)

  const requests = new PerformanceObserver(
    guard((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        const isGood =
          /^(fetch|xml)/.test(entry.initiatorType) && Math.trunc(entry.responseStatus / 100) === 2
        if (isGood && entry.startTime >= since && !eventPath.test(entry.name)) settle('submitted')
      }
    }),
  )
  requests.observe({ type: 'resource' })

  return () => {
    clearInterval(timer)
    requests.disconnect()
  }
}
