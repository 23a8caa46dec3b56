/** What the collector is told of the outbox itself, in the `context` of each batch. */
export interface Report {
  /** `memory` while IndexedDB fails or is slow: then events may die with the page. */
  outbox?: 'memory' | undefined
  /** Number of dropped events by reason, until a batch with it has reached the collector; replaced, never changed. */
  dropped?: Readonly<Record<string, number>> | undefined
}

/** Counts dropped events. */
export function countDropped(report: Report, reason: string | number, count = 1): void {
  report.dropped = { ...report.dropped, [reason]: (report.dropped?.[reason] ?? 0) + count }
}
