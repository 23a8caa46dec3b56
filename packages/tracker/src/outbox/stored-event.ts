/** A message as the outbox gets it. */
export interface Message {
  /** Its `messageId`, which sorts by time. */
  key: string
  /** The message as JSON. */
  json: string
  /** What the message shares with others of its batch, as JSON with a `context`. */
  head: string
  /** A form submission: never given up. */
  form: boolean
}

/** An event as the outbox keeps it. Later versions find these rows: names and meanings stay. */
export interface StoredEvent extends Message {
  /** Length of `json` in bytes of UTF-8, or a little more. */
  size: number
  /** When any page may take it over, in milliseconds since 1970; `NaN` until it is committed. */
  due: number
  /** Must not be sent now, for it is held back or in flight; in memory only. */
  busy: boolean
}
