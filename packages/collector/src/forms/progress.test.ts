import type { FormDefinition, FormSession } from '@leadlight/protocol'
import { createScorer, defaultModel } from '@leadlight/scoring'
import { beforeEach, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
let collector: Collector

const text = (name: string, more: object) => ({ type: 'text' as const, name, label: name, ...more })
const form: FormDefinition = {
  id: 'guide',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    text('firm', { autocomplete: 'organization', ask: 'unknown' }),
    text('when', { trait: 'timeline', ask: 'unknown' }),
    text('money', { trait: 'budget', ask: 'unknown' }),
    text('shoe', { ask: 'unknown' }),
  ],
  progressive: { most: 3 },
}

beforeEach(async () => {
  collector = startCollector({ now: () => now })
  await save(form)
})

const ask = (path: string, init: RequestInit) =>
  collector.fetch(new Request(`https://leads.example${path}`, init))

async function save(definition: FormDefinition): Promise<void> {
  await askAsOwner(collector, '/api/forms/guide', 'PUT', definition)
}
async function asked(anonymousId?: string): Promise<string[] | undefined> {
  const body = JSON.stringify({ writeKey: 'wk', anonymousId })
  const response = await ask('/v1/forms/guide/session', { method: 'POST', body })
  expect(response.status).toBe(200)
  const session: FormSession = await response.json()
  expect(Object.keys(session).sort()).toEqual(['ask', 'success', 'token'])
  return session.ask
}
function tell(anonymousId: string, fields: Record<string, string>, writeKey = 'wk', formId = 'other') {
  const types = { company: 'organization', money: 'budget' }
  return collector.ingest({
    writeKey,
    sentAt: new Date(now).toISOString(),
    batch: [
      {
        type: 'track',
        event: 'Form Submitted',
        messageId: `${anonymousId}-${JSON.stringify(fields)}`,
        anonymousId,
        properties: { form_id: formId, fields, field_types: types } as never,
      },
    ],
  })
}

it('asks a new visitor the most informative questions, as many as the form allows', async () => {
  const names: Record<string, string> = { company: 'firm', timeline: 'when', budget: 'money' }
  const { unknown } = createScorer(defaultModel).explain([], {}, now)
  const telling = unknown.flatMap(({ trait }) => names[trait] ?? [])
  expect(telling.length).toBeGreaterThan(1)
  await save({ ...form, progressive: {} })
  const all = await asked()
  expect(all?.slice(0, telling.length)).toEqual(telling)
  expect(all).toHaveLength(4)
  await save({ ...form, progressive: { most: 1 } })
  expect(await asked()).toEqual(telling.slice(0, 1))
})

it('does not ask again what the visitor has answered in any form, under any name', async () => {
  await tell('v1', { email: 'ada@firm.example', company: 'Firm', money: '5000' })
  expect((await asked('v1'))?.sort()).toEqual(['shoe', 'when'])
  await tell('v1', { shoe: '42' }, 'wk', 'guide')
  expect(await asked('v1')).toEqual(['when'])
})

it('finds the visitor as stored, without characters that PostgreSQL refuses', async () => {
  await tell('v\0', { shoe: '42' }, 'wk', 'guide')
  expect(await asked('v\0')).toEqual(await asked('v\ufffd'))
  expect(await asked('v\0')).not.toContain('shoe')
})

it('reveals nothing about a person to another visitor who enters that person’s address', async () => {
  await tell('victim', { email: 'ada@firm.example', company: 'Firm', money: '5000' })
  await collector.ingest({
    writeKey: 'sk',
    sentAt: new Date(now).toISOString(),
    batch: [{ type: 'identify', userId: 'u1', traits: { email: 'ada@firm.example', timeline: 'now' } }],
  })
  const asStranger = await asked()
  await tell('stranger', { email: 'ada@firm.example' })
  expect(await asked('stranger')).toEqual(asStranger)
  expect(await asked('guessed')).toEqual(asStranger)
})

it('remembers all that a visitor answered in several forms at once, as after a time without network', async () => {
  await Promise.all([
    tell('visitor-of-two-forms', { shoe: '42' }, 'wk', 'one'),
    tell('visitor-of-two-forms', { company: 'Acme' }, 'wk', 'two'),
  ])
  expect((await asked('visitor-of-two-forms'))?.toSorted()).toEqual(['money', 'when'])
})
