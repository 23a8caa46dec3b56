/** A message to be delivered. */
export interface Message {
  /** The `messageId`, which sorts by creation time. */
  key: string
  /** The message as JSON. */
  json: string
  /** What the messages of a batch have in common, as JSON: write key, `anonymousId` and `context`. */
  head: string
  /** Whether it is a form submission, which is never dropped for lack of space. */
  form: boolean
}

/**
 * An event in the outbox. It waits until it is sent; `busy` means that it must not be sent now, because it is held back or in flight.
 * Meanwhile it is written to the database, which gives its page a lease until `due`.
 *
 * Stored in IndexedDB: later versions read these rows, so names and meanings must not change.
 */
export interface StoredEvent extends Message {
  /** Length of `json` in bytes of UTF-8. */
  size: number
  /** When the lease of its page expires, in milliseconds since 1970; `NaN` until the event is stored; `Infinity` if it was saved as the page was left. */
  due: number
  /** Whether it is held back or in flight. Meaningful in memory only. */
  busy: boolean
}
