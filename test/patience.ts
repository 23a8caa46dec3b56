import { vi } from 'vitest'

/** What is waited for may come late on a busy machine: the usual second makes tests fail that have found nothing. */
const PATIENCE_MS = 20_000

const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options })
