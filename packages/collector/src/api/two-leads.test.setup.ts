import { defaultModel, type Model } from '@leadlight/scoring'
import { beforeEach, expect } from 'vitest'
import { bearer, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

/** Before each test a collector that knows two leads: Ada, who saw the prices three times, and Eve, who saw them once. */

const host = 'https://leads.example'
/** Now. */
export const noon = Date.parse('2026-11-21T12:00:00Z')
let store: Store

/** The one of this test. */
export let collector: Collector

/** Another on the same store takes the first's place. */
export function startAgain(model: Model = defaultModel): void {
  collector = startCollector({ store, model, now: () => noon })
}

beforeEach(async () => {
  store = memoryStore()
  startAgain()
  const at = (minute: number) => new Date(noon - 3_600_000 + minute * 60_000).toISOString()
  const url = 'https://www.example/pricing?utm_source=facebook&utm_medium=social'
  const visit = (anonymousId: string, email: string, pages: number) => [
    ...Array.from({ length: pages }, (_, index) => ({
      type: 'page' as const,
      messageId: `${anonymousId}-${index}`,
      anonymousId,
      timestamp: at(index),
      properties: { url, path: '/pricing' },
    })),
    {
      type: 'track' as const,
      event: 'Form Submitted',
      messageId: `${anonymousId}-form`,
      anonymousId,
      timestamp: at(pages),
      properties: { form_id: 'demo', fields: { email } },
    },
  ]
  await collector.ingest({
    writeKey: 'wk',
    sentAt: new Date(noon).toISOString(),
    batch: [...visit('v1', 'ada@acme.example', 3), ...visit('v2', 'eve@other.example', 1)],
  })
})

type Headers = Record<string, string>

/** With the secret key, unless other headers are given. */
export function ask(path: string, init: RequestInit = {}, headers: Headers = bearer): Promise<Response> {
  return collector.fetch(new Request(host + path, { ...init, headers }))
}

/** What a route answers with 200. */
export async function get<Answer>(path: string): Promise<Answer> {
  const response = await ask(path)
  expect(response.status).toBe(200)
  return response.json()
}

/** What a route answers instead, in the shape of every error. */
export async function refusal(path: string, init?: RequestInit, headers?: Headers) {
  const response = await ask(path, init, headers)
  const body = await response.json()
  expect(body).toEqual({ success: false, error: { code: expect.any(String), message: expect.any(String) } })
  return { status: response.status, code: body.error.code, message: body.error.message }
}
