import type { ErrorBody } from '@leadlight/protocol'
import { StoreUnavailableError } from '../storage/store-unavailable-error.ts'
import { RefusedError } from './refused-error.ts'

/** `Retry-After` when the store fails, in seconds. */
const STORE_RETRY_SECONDS = 5

/**
 * Creates the response to a failed request. Unexpected errors are reported to `onError`, and their cause is not disclosed.
 */
export function errorResponse(error: unknown, onError: (error: unknown) => void): Response {
  if (error instanceof RefusedError) return refusal(error)
  if (error instanceof StoreUnavailableError) {
    onError(error)
    const message = 'The store is unavailable. Nothing of this request was stored; send it again later.'
    return refusal(new RefusedError(503, 'store_unavailable', message, STORE_RETRY_SECONDS))
  }
  onError(error)
  const message =
    'An internal error occurred. Send the request again; if it keeps failing, see the log of the collector.'
  return respond(500, { success: false, error: { code: 'internal_error', message } })
}

function refusal({ status, code, message, retryAfterSeconds, headers }: RefusedError): Response {
  const response = respond(status, { success: false, error: { code, message } })
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  if (retryAfterSeconds !== null) response.headers.set('retry-after', String(retryAfterSeconds))
  return response
}

function respond(status: number, body: ErrorBody): Response {
  return Response.json(body, { status })
}
