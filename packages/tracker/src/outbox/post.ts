import type { Batch, Receipt } from '@leadlight/protocol'

/** What came of one attempt to deliver a batch. */
export interface Answer {
  /** Of HTTP; none when there was no answer. */
  status?: number
  /** From a collector's answers only: the 200 of a captive portal has none. */
  success?: boolean
  /** How long the collector asks to be left alone, in seconds. */
  retryAfter?: number
}

/** Where batches go: the URL of a collector, or a function. */
export type CollectorTarget = string | ((batch: Batch) => Promise<Receipt> | Receipt)

/** A request that takes longer is given up and tried again, in milliseconds. */
const TIMEOUT_MS = 30_000

/**
 * When a page is left, its requests fail in its own eyes, though they arrive. It takes note only after this time, in milliseconds,
 * so that they are not sent again while it is being left.
 */
const SETTLE_MS = 100

/**
 * Delivers a batch, given as JSON, to a function by calling it, and to a URL by `fetch` with `keepalive`, which outlives the page. The
 * body goes as `text/plain` without credentials, so that it needs no preflight. The answer's body is always read: Chromium
 * charges unread ones to the quota of keepalive. Never rejects, and settles in time, whatever the page made of `fetch`.
 */
export function post(target: CollectorTarget, body: string): Promise<Answer> {
  const noAnswer = (ms: number) => new Promise<Answer>((resolve) => setTimeout(resolve, ms, {}))
  const ask = async (): Promise<Answer> => {
    if (typeof target === 'function') return { ...(await target(JSON.parse(body))) }
    const response = await fetch(`${target.replace(/\/$/, '')}/v1/batch`, {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      signal: AbortSignal.timeout?.(TIMEOUT_MS),
    })
    // What is no JSON is somebody else's page.
    const receipt = await response.json().catch(() => {})
    // A date instead of seconds is not understood.
    const retryAfter = Number(response.headers.get('retry-after')) || 0
    return { ...receipt, status: response.status, retryAfter }
  }
  return Promise.race([ask().catch(() => noAnswer(SETTLE_MS)), noAnswer(TIMEOUT_MS)])
}
