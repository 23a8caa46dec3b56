import { guard } from '../guard.ts'

/** Longest time between a submission and the page's request for it, in milliseconds; later requests are unrelated. */
const REQUEST_MS = 3_000

/** A request by `fetch` or `XMLHttpRequest` that succeeded or failed; not those of trackers, which say nothing about a form. */
const response = /^(fe|xm)\w+ ([245]).. (?!.*\/v1\/b)/

/** Watches the requests of a window. */
export type WatchAnswers = (view: Window & typeof globalThis) => void

/**
 * Makes the function that watches a window for answers to a submission: requests of the page that follow it.
 *
 * @param sentAt the time of the latest submission, in milliseconds since this page began
 * @param onAnswer called with whether the request succeeded, and its address without the query
 */
export function createAnswerWatch(
  signal: AbortSignal,
  sentAt: () => number,
  onAnswer: (isSuccess: boolean, address: string) => void,
): WatchAnswers {
  /** The registrable domain, roughly: failed requests to other hosts are not taken for the form's. */
  const site = location.hostname.split('.').slice(-2).join('.')
  /** What the page asks of other hosts when nothing was submitted, as for statistics: it says nothing about a form. */
  const usual = new Set<string>()

  return ({ PerformanceObserver, performance: { timeOrigin } }) => {
    const observer = new PerformanceObserver(
      guard((list) => {
        for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
          // WebKit does not expose the status: there, every response counts as a success.
          const { initiatorType, responseStatus = 200, name } = entry
          const [, , status] = response.exec(`${initiatorType} ${responseStatus} ${name}`) ?? []
          if (!status) continue
          const delay = entry.startTime + timeOrigin - performance.timeOrigin - sentAt()
          const { hostname, origin, pathname } = new URL(name)
          const address = origin + pathname
          const isOwn = hostname.endsWith(site)
          const isSuccess = status < '3'
          if (delay < 0 || delay > REQUEST_MS) usual.add(address)
          else if (isOwn || (isSuccess && !usual.has(address))) onAnswer(isSuccess, address)
        }
      }),
    )
    observer.observe({ type: 'resource' })
    signal.addEventListener('abort', () => observer.disconnect())
  }
}
