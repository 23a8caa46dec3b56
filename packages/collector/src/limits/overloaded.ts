import { RefusedError } from '../http/refused-error.ts'

/** Retry-After in seconds; a full queue drains in about one. */
const RETRY_SECONDS = 2

/** The error for a request that finds the queue full. */
export function overloaded(): RefusedError {
  const message = 'The collector is overloaded. Nothing of this request was stored; send it again later.'
  return new RefusedError(503, 'overloaded', message, RETRY_SECONDS)
}
