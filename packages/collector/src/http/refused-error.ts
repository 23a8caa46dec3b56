/** Status codes of refused requests. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 429 | 503

/** A refused request; the response has `status` and the protocol's error body. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly status: RefusalStatus
  /** Stable and machine-readable, in snake_case. */
  readonly code: string
  /** Additional headers of the response, like `Allow`. */
  readonly headers: Readonly<Record<string, string>>
  /** Seconds after which a retry may succeed; null when a retry would not help. */
  readonly retryAfterSeconds: number | null

  /** @param message a sentence that says what to do */
  constructor(
    status: RefusalStatus,
    code: string,
    message: string,
    retryAfterSeconds: number | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.headers = headers
  }
}
