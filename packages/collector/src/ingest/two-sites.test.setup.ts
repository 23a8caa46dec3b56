import type { Lead, List } from '@leadlight/protocol'
import { beforeEach, expect } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector, CollectorOptions } from '../collector.ts'
import type { Key } from '../keys.ts'

/** Before each test an empty collector for two sites: one open to every origin, and a shop with one origin of its own. */

/** Where it answers. */
export const host = 'https://leads.example'
/** The one of this test. */
export let collector: Collector

const usual: Key[] = [
  { kind: 'write', key: 'wk_open', site: 'open' },
  { kind: 'write', key: 'wk_shop', site: 'shop', origins: ['https://shop.example'] },
  { kind: 'secret', key: 'sk' },
]

/** Another, empty one with other keys takes its place. */
export function startWith(keys: Key[], options: Partial<CollectorOptions> = {}): void {
  collector = startCollector({ keys, ...options })
}

beforeEach(() => startWith(usual))

type Headers = Record<string, string>

/** JSON, or text as it is. */
export async function post(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return collector.fetch(new Request(host + path, { method: 'POST', body: text, headers }))
}

/** What a route answers with 200 to the secret key. */
export async function read<Answer>(path: string): Promise<Answer> {
  const response = await askAsOwner(collector, path)
  expect(response.status).toBe(200)
  return response.json()
}

/** Their e-mail addresses. */
export const leadsNow = async () =>
  (await read<List<Lead>>('/api/leads')).data.map((lead) => lead.email).sort()

/** A visitor who gives an address. */
export const identify = (email: string) => ({
  type: 'identify',
  messageId: `m-${email}`,
  anonymousId: `v-${email}`,
  traits: { email },
})
/** Of the open site. */
export const batch = (...emails: string[]) => ({ writeKey: 'wk_open', batch: emails.map(identify) })
