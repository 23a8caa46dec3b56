import type { ByHandAnswer, ScoreAnswer } from '@leadlight/protocol'
import type { Model } from '@leadlight/scoring'
import { beforeEach, expect } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

/** Before each test of the file that imports this, a collector that knows one lead. */

/** When the lead was identified; the clock is a minute later. */
export const noon = Date.parse('2026-11-21T12:00:00Z')
/** The route of the lead, Ada. */
export const lead = '/api/leads/email:ada@acme.example'
/** Author and reason of a change. */
export const told = { author: 'Bob', reason: 'met at the fair' }
/** A time in ISO 8601. */
export const iso = (at: number) => new Date(at).toISOString()
/** The collector's time. */
export let clock: number
let store: Store
/** The collector of this test. */
export let collector: Collector

/** Starts a collector on the same store with another model in place of the first one. */
export function restartWith(model: Model): void {
  collector = startCollector({ store, model, now: () => clock })
}

beforeEach(async () => {
  clock = noon
  store = memoryStore()
  collector = startCollector({ store, now: () => clock })
  const identify = {
    type: 'identify' as const,
    messageId: 'i',
    anonymousId: 'v',
    traits: { email: 'ada@acme.example' },
  }
  await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [identify] })
  clock += 60_000
})

/** Reads a route, or posts a body to it. */
export async function send(path: string, body?: object, key = 'sk') {
  const request = new Request(`https://leads.example${path}`, {
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const response = await collector.fetch(request)
  return { status: response.status, body: await response.json() }
}

/** Makes a change, which must succeed, and advances the clock by a minute. */
export async function say(path: string, body: object): Promise<ByHandAnswer> {
  const { status, body: answer } = await send(path, body)
  expect(status, JSON.stringify(answer)).toBe(200)
  clock += 60_000
  return answer
}

/** The explained score of the lead. */
export async function score(at?: number): Promise<ScoreAnswer> {
  const query = at === undefined ? '' : `?at=${iso(at)}`
  return (await send(`${lead}/score${query}`)).body
}
