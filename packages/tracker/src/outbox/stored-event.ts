/** An event as the outbox keeps it. Later versions find these rows: names and meanings stay. */
export interface StoredEvent {
  /** When it was made, then its `messageId`: sorts by time. */
  key: string
  /** The message as JSON. */
  json: string
  /** What the message shares with others of its batch, as JSON that ends with `context`. */
  head: string
  /** Length of `json` in bytes of UTF-8, or a little more. */
  size: number
  /** A form submission: never given up. */
  form: boolean
  /**
   * When any page may take it over, in milliseconds since 1970; also tells whose it is: every page that takes it sets its own. None
   * until it is committed.
   */
  due?: number | undefined
}
