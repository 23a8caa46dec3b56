/** A failed request to the collector; `message` can be shown to the user. */
export class ApiError extends Error {
  override name = 'ApiError'
  /** HTTP status; 0 when there was no response. */
  readonly status: number
  /** The collector's error code, or `unreachable` or `not_json`. */
  readonly code: string
  /** The collector's `Retry-After` in milliseconds; 0 without one. */
  readonly retryAfterMs: number

  constructor(status: number, code: string, message: string, retryAfterMs = 0) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the secret key was refused. */
  get refused(): boolean {
    return this.status === 401
  }
}
