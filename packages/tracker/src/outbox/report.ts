/** What the collector is told of the outbox itself, in the `context` of each batch. */
export interface Report {
  /** `memory` while IndexedDB fails or is slow: then events may die with the page. */
  outbox?: 'memory' | undefined
  /** Number of dropped events by reason, until a batch with it has reached the collector. */
  dropped?: Record<string, number> | undefined
}
