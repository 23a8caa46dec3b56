import type { Batch, Receipt } from '@leadlight/protocol'

/** What came of one attempt to deliver a batch. */
export interface Answer {
  /** Of HTTP; 0 when there was no answer. */
  status: number
  /** From our own answers only: a 200 of a captive portal has none. */
  success?: boolean
  /** How long the collector asks to be left alone, in milliseconds. */
  retryAfter?: number
}

/** Delivers a batch, given as JSON; never rejects. */
export type Post = (body: string, signal: AbortSignal) => Promise<Answer>

/** Where batches go: the URL of a collector, or a function. */
export type CollectorTarget = string | ((batch: Batch) => Promise<Receipt> | Receipt)

/** A request that takes longer is given up and tried again, in milliseconds. */
const TIMEOUT_MS = 30_000

/**
 * Delivers to a function by calling it, and to a URL by `fetch` with `keepalive`, which outlives the page. The body goes as
 * `text/plain` without credentials, so that it needs no preflight. The answer's body is always read: Chromium charges unread
 * ones to the quota of keepalive.
 */
export function createPost(target: CollectorTarget): Post {
  const send = async (body: string, signal: AbortSignal): Promise<Answer> => {
    if (typeof target === 'function') return { status: 0, ...(await target(JSON.parse(body))) }
    const response = await fetch(`${target.replace(/\/$/, '')}/v1/batch`, {
      method: 'POST',
      body,
      keepalive: true,
      credentials: 'omit',
      signal: AbortSignal.any?.([signal, AbortSignal.timeout(TIMEOUT_MS)]) ?? signal,
    })
    const { status } = response
    const wait = response.headers.get('retry-after') ?? ''
    const retryAfter = +wait * 1000 || Date.parse(wait) - Date.now() || 0
    const text = await response.text()
    try {
      return { status, retryAfter, success: JSON.parse(text).success }
    } catch {
      return { status, retryAfter }
    }
  }
  return (body, signal) => send(body, signal).catch(() => ({ status: 0 }))
}
