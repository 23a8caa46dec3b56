import type { RejectedMessage, StoredEvent } from './stored-event.ts'

/** The result of accepting the events of a request. */
export interface IntakeResult {
  /** Events stored. */
  stored: number
  /** Events that were stored before with the same content, or were erased. */
  duplicates: number
  /** Events whose `messageId` was stored before with other content; the first one stays. */
  conflicts: number
  /** Events that could not be processed, with reasons; stored as rejected messages. */
  refused: { messageId: string; reason: string }[]
}

/** Deduplicates, stores, links and scores events, all in one transaction. */
export interface Intake {
  /**
   * Resolves after the commit is durable. Rejects with `StoreUnavailableError` when the store fails; the call may be repeated.
   *
   * @param sentNow whether a correct clock shows that the events were sent just now; then events from after the last erasure
   *   of a lead need not be checked for repeating erased ones
   */
  accept(events: StoredEvent[], rejected: RejectedMessage[], sentNow?: boolean): Promise<IntakeResult>
}
