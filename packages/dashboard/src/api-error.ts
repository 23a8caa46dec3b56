/** A request to the collector that did not give what was asked for; `message` can be shown to a person. */
export class ApiError extends Error {
  override name = 'ApiError'
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** The collector's code, or `unreachable`, `not_json`. */
  readonly code: string
  /** How long the collector asks to wait, in milliseconds. */
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
