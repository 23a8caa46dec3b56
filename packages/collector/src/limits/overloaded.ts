import { RefusedError } from '../http/refused-error.ts'

/** When to come back, in seconds: a full queue is emptied in about one. */
const RETRY_SECONDS = 2

/** What a request is told that there is no room for. */
export function overloaded(): RefusedError {
  const message =
    'More is coming in than can be stored. Nothing of this request was stored; send it again later.'
  return new RefusedError(503, 'overloaded', message, RETRY_SECONDS)
}
