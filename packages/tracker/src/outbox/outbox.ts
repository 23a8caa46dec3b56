import type { Message } from './stored-event.ts'

/** Keeps events until the collector confirmed them. Nothing here throws or rejects. */
export interface Outbox {
  /** @param hold keeps it back until it is added again under the same key */
  add(message: Message, hold?: boolean): void
  /** Tries now to deliver what there is; resolves when that attempt ended, well or not. */
  flush(): Promise<void>
  /** Sends and writes at once what there is, without waiting for anything: the page may never come back. */
  hide(): void
  /** The same, and leaves to the next page what may be lost. */
  leave(): void
  /** Deletes everything, in memory and on the device; call it after `signal` is aborted. */
  destroy(): void
}
