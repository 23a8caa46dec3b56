import { defaultModel } from '@leadlight/scoring'
import type { Collector, CollectorOptions } from './collector.ts'
import { createCollector } from './create-collector.ts'
import type { Key } from './keys.ts'
import { memoryStore } from './storage/memory.ts'

/** The keys of most tests' collectors: `wk` sends events of the site `www`, `sk` may do everything. */
export const keys: readonly Key[] = [
  { kind: 'write', key: 'wk', site: 'www' },
  { kind: 'secret', key: 'sk' },
]

/** The headers of a request with the secret key. */
export const bearer = { authorization: 'Bearer sk' }

/** Creates a collector with the default model and {@link keys}, in memory. Options replace each of these. */
export function startCollector(options: Partial<CollectorOptions> = {}): Collector {
  return createCollector({ store: memoryStore(), model: defaultModel, keys, ...options })
}

/** Sends a request to a collector with the secret key; a body other than text is sent as JSON. */
export function askAsOwner(
  collector: Collector,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const content = text === undefined ? {} : { body: text }
  return collector.fetch(new Request(`https://leads.example${path}`, { method, headers: bearer, ...content }))
}
