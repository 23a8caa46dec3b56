import type { Message } from './stored-event.ts'

/** Stores events until the collector has confirmed them. Its methods neither throw nor reject. */
export interface Outbox {
  /** @param hold stores the event, but does not send it before it is added again under the same key */
  add(message: Message, hold?: boolean): void
  /** Attempts delivery now, in spite of a backoff; resolves when the attempt has ended, successful or not. */
  flush(): Promise<void>
  /** Sends in the same task what fits into the browser's quota: a hidden page may never become visible again. */
  hide(): void
  /** Does what `hide` does, and saves for the next page what may be lost when this one is unloaded. */
  leave(): void
  /** Forgets all events in memory. Call it after `signal` was aborted, and delete the database then. */
  destroy(): void
}
