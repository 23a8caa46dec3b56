import type { RejectedMessage, StoredEvent } from './stored-event.ts'

/** What became of the events of one request. */
export interface IntakeResult {
  /** Stored now. */
  stored: number
  /** Already there, with the same content, or erased. */
  duplicates: number
  /** Already there under the same `messageId` with other content; the first one stays. */
  conflicts: number
  /** Could not be processed, each with what went wrong; kept as rejected messages, and not as events. */
  refused: { messageId: string; reason: string }[]
}

/** Takes accepted events in: dedupes, stores, links, scores, all in one transaction. */
export interface Intake {
  /**
   * Resolves after the commit is durable; rejects with `StoreUnavailableError`, and may be asked again, when the store fails.
   *
   * @param sentNow the sender's clock, which is right, says that it was sent just now; then it is not looked up whether
   *   events from after the last erasure of a lead repeat what was erased
   */
  accept(events: StoredEvent[], rejected: RejectedMessage[], sentNow?: boolean): Promise<IntakeResult>
}
