import { endsWithin } from '../ends-within.ts'
import type { Ingest } from '../ingest/create-ingest.ts'
import type { Intake } from '../intake.ts'
import type { Limits } from '../limits/create-limits.ts'
import type { Store } from '../storage/port.ts'
import { createBrowserLosses } from './browser-losses.ts'
import { createRegistry } from './registry.ts'

/** Metrics of a collector: only numbers, no personal data. */
export interface CollectorMetrics {
  /** Wraps an intake, to count the outcome of its events and measure the duration of commits. */
  measure(intake: Intake): Intake
  /** Wraps the ingestion, to count what trackers report of lost events. */
  countLosses(ingest: Ingest): Ingest
  /** Counts a response. */
  answered(url: string, status: number): void
  write(): Promise<string>
}

/** Where gauges read their values. */
export interface MetricSources {
  store: Store
  now: () => number
  limits: Pick<Limits, 'queued' | 'unfinished'>
}

/** How long the store may take to tell a gauge's value, in milliseconds; less than Prometheus waits. */
const PATIENCE_MS = 3_000

/** Creates the metrics of a collector. */
export function createCollectorMetrics({ store, now, limits }: MetricSources): CollectorMetrics {
  const registry = createRegistry()
  const { counter, histogram, gauge, total } = registry
  const requests = counter('leadlight_requests_total', 'Requests by group of routes and status.')
  const accepted = counter('leadlight_events_accepted_total', 'Events stored.')
  const duplicates = counter('leadlight_events_duplicate_total', 'Events that were stored already.')
  const conflicts = counter(
    'leadlight_events_conflict_total',
    'Events with the id of another event; the first one stays.',
  )
  const rejected = counter('leadlight_messages_rejected_total', 'Messages rejected, by reason.')
  const failed = counter('leadlight_commits_failed_total', 'Deliveries that could not be stored.')
  const commit = histogram(
    'leadlight_commit_seconds',
    'Time from accepting the events of a request until they are durable.',
  )
  const { queued, unfinished } = limits
  total(
    'leadlight_bodies_cut_total',
    'Requests aborted while reading because too many or slow ones used up memory.',
    () => unfinished.cut,
  )
  gauge('leadlight_unfinished_bytes', 'Bytes of requests that are being read.', () => unfinished.held)
  gauge('leadlight_queue_requests', 'Requests that wait to be stored.', () => queued().requests)
  gauge('leadlight_queue_bytes', 'Bytes of requests that wait to be stored.', () => queued().bytes)
  gauge('leadlight_score_lag_seconds', 'How long the longest overdue score has been due.', async () => {
    const reading = store.read((snapshot) => snapshot.dueLeads(now(), 1))
    // Left out when it takes long: that the store hangs is to be seen in the other metrics.
    if (!(await endsWithin(PATIENCE_MS, reading))) throw new Error('The store does not answer')
    const [due] = await reading
    return due?.changesAt == null ? 0 : Math.max(0, now() - due.changesAt) / 1_000
  })

  return {
    write: registry.write,
    countLosses: createBrowserLosses(registry),
    answered: (url, status) => requests.add(1, { for: whatFor(url), status: String(status) }),
    measure: (intake) => ({
      async accept(events, messages, sentNow) {
        const startedAt = performance.now()
        try {
          const result = await intake.accept(events, messages, sentNow)
          accepted.add(result.stored)
          duplicates.add(result.duplicates)
          conflicts.add(result.conflicts)
          for (const { reason } of messages) rejected.add(1, { reason: kindOf(reason) })
          if (result.refused.length > 0) rejected.add(result.refused.length, { reason: 'unprocessable' })
          return result
        } catch (error) {
          failed.add(1)
          throw error
        } finally {
          commit.observe((performance.now() - startedAt) / 1_000)
        }
      },
    }),
  }
}

/** The group of a URL; never the path itself, which may name a lead. */
function whatFor(url: string): string {
  // The host is cut off first: an expression that skips both it and the path takes quadratic time, and anybody may send long ones.
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const path =
    start === -1 ? undefined : /^[^?#]*?\/(v1\/forms|v1|api|metrics)(?=[/?#]|$)/.exec(url.slice(start))?.[1]
  return path === 'v1' ? 'events' : path === 'v1/forms' ? 'forms' : (path ?? 'other')
}

/** The kind of a reason; reasons themselves may quote the message. */
function kindOf(reason: string): string {
  if (reason.startsWith('too large')) return 'too_large'
  if (reason.startsWith('the key')) return 'forbidden_key'
  if (reason.startsWith('neither userId')) return 'nobody'
  if (reason.startsWith('not an object') || reason.startsWith('a number')) return 'malformed'
  return 'invalid'
}
