import type { Batch, ErrorBody, Receipt } from '@leadlight/protocol'
import { wait } from '../wait.ts'

/** The result of one attempt to deliver a batch. */
export interface Answer {
  /** HTTP status; undefined when there was no response. */
  status?: number
  /** Only set by a collector: the 200 of a captive portal has none. */
  success?: boolean
  /** Why a collector refused the batch, with a sentence that says what to do. */
  error?: ErrorBody['error']
  /** Least time until the next attempt that the collector asks for, in seconds. */
  retryAfter?: number
}

/** Where batches are sent: the URL of a collector, or a function. */
export type CollectorTarget = string | ((batch: Batch) => Promise<Receipt> | Receipt)

/** Timeout of a request, in milliseconds. */
const TIMEOUT_MS = 30_000

/**
 * Delay before a network failure is reported, in milliseconds. When a page is unloaded, its requests fail although they arrive:
 * without the delay, it would send them again while it is being unloaded.
 */
const FAILURE_DELAY_MS = 100

/**
 * Sends a batch, given as JSON, to a URL by `fetch` with `keepalive`, which outlives the page, or to a function by calling it. The
 * body is `text/plain` without credentials, so that no preflight is needed. The response body is always read, because Chromium
 * counts unread ones towards the quota of keepalive requests. Never rejects, and resolves within the timeout even if the page has
 * replaced `fetch`.
 */
export function post(target: CollectorTarget, body: string): Promise<Answer> {
  const request = async (): Promise<Answer> => {
    if (typeof target === 'function') return { ...(await target(JSON.parse(body))) }
    const response = await fetch(`${target.replace(/\/$/, '')}/v1/batch`, {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      signal: AbortSignal.timeout?.(TIMEOUT_MS),
    })
    // Something other than a collector may have answered, with a body that is not JSON.
    const receipt = await response.json().catch(() => {})
    // Only seconds are supported, not a date.
    const retryAfter = Number(response.headers.get('retry-after')) || 0
    return { ...receipt, status: response.status, retryAfter }
  }
  return Promise.race([request().catch(() => wait(FAILURE_DELAY_MS, {})), wait(TIMEOUT_MS, {})])
}
