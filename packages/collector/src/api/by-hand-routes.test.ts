import type { ByHandAnswer, LeadExport, ScoreAnswer } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../create-collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')
const lead = '/api/leads/email:ada@acme.example'
const told = { author: 'Bob', reason: 'met at the fair' }
const iso = (at: number) => new Date(at).toISOString()
let clock: number
let store: Store
let collector: Collector

function make(): Collector {
  return startCollector({ store, now: () => clock })
}

beforeEach(async () => {
  clock = noon
  store = memoryStore()
  collector = make()
  const identify = {
    type: 'identify' as const,
    messageId: 'i',
    anonymousId: 'v',
    traits: { email: 'ada@acme.example' },
  }
  await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [identify] })
  clock += 60_000
})

async function send(path: string, body?: object, key = 'sk') {
  const request = new Request(`https://leads.example${path}`, {
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const response = await collector.fetch(request)
  return { status: response.status, body: await response.json() }
}

async function say(path: string, body: object): Promise<ByHandAnswer> {
  const { status, body: answer } = await send(path, body)
  expect(status, JSON.stringify(answer)).toBe(200)
  clock += 60_000
  return answer
}

async function score(at?: number): Promise<ScoreAnswer> {
  const query = at === undefined ? '' : `?at=${iso(at)}`
  return (await send(`${lead}/score${query}`)).body
}

describe('points by hand', () => {
  it('count from the time they were given, and name the author and the reason', async () => {
    const before = await score()
    const { lead: after, messageId } = await say(`${lead}/points`, { points: 12.5, ...told })
    expect(after.score).toBe(before.score + 12.5)
    const { contributions } = await score()
    expect(contributions.at(-1)).toMatchObject({
      rule: 'manual',
      label: 'By hand, Bob: met at the fair',
      points: 12.5,
      events: [{ messageId }],
    })
    expect((await score(noon + 59_999)).score).toBe(before.score)
  })

  it('do not change when the lead was last seen', async () => {
    await say(`${lead}/points`, { points: 5, ...told })
    await say(`${lead}/stage`, { stage: 'sql', ...told })
    await say(`${lead}/outcome`, { outcome: 'won', ...told })
    expect((await send(lead)).body.lastSeen).toBe(iso(noon))
    const page = { type: 'page' as const, messageId: 'p', anonymousId: 'v', properties: { path: '/' } }
    await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [page] })
    expect((await send(lead)).body.lastSeen).toBe(iso(clock))
  })

  it('are lifted by another event, once, however often that is requested', async () => {
    const before = await score()
    const { messageId } = await say(`${lead}/points`, { points: 5, dimension: 'engagement', ...told })
    const lift = `${lead}/points/${messageId}/lift`
    const { lead: lifted } = await say(lift, { author: 'Eve', reason: 'another Ada' })
    expect([lifted.score, lifted.engagement]).toEqual([before.score, before.engagement])
    await say(lift, { author: 'Eve', reason: 'asked again' })
    const after = await score()
    expect(after.score).toBe(before.score)
    expect(after.contributions.slice(-2).map(({ points, label }) => [points, label])).toEqual([
      [5, 'By hand, Bob: met at the fair'],
      [-5, 'By hand, Eve: another Ada'],
    ])
    expect((await score(noon + 60_000)).score).toBe(before.score + 5)
  })

  it('count once when the same request is repeated', async () => {
    const body = { points: 5, messageId: 'mine', ...told }
    const { lead: first } = await say(`${lead}/points`, body)
    const { lead: second } = await say(`${lead}/points`, body)
    expect(second.score).toBe(first.score)
    const other = await send(`${lead}/points`, { ...body, points: 6 })
    expect(other).toMatchObject({ status: 400, body: { error: { code: 'message_id_taken' } } })
  })

  it('are the same after a replay under another model version', async () => {
    const { lead: before } = await say(`${lead}/points`, { points: 12.5, ...told })
    collector = startCollector({ store, model: { ...defaultModel, version: 99 }, now: () => clock })
    expect((await send(lead)).body.score).toBe(before.score)
  })

  it('cannot be given with a public key', async () => {
    const before = await score()
    for (const [event, properties] of [
      ['Points Adjusted', { points: 100, ...told }],
      ['Stage Set', { stage: 'customer', ...told }],
    ] as const) {
      await collector.ingest({
        writeKey: 'wk',
        sentAt: iso(clock),
        batch: [{ type: 'track', event, messageId: event, anonymousId: 'v', properties }],
      })
    }
    const after = await score()
    expect([after.score, after.stage]).toEqual([before.score, before.stage])
    // The same with the secret key does.
    await collector.ingest({
      writeKey: 'sk',
      sentAt: iso(clock),
      batch: [
        {
          type: 'track',
          event: 'Points Adjusted',
          messageId: 'own',
          anonymousId: 'v',
          properties: { points: 100, ...told },
        },
      ],
    })
    expect((await score()).score).toBe(before.score + 100)
    expect((await send(`${lead}/points`, { points: 1, ...told }, 'wk')).status).toBe(401)
  })

  it.each([
    [{ points: 1 }, /author: .*\nreason: /],
    [{ points: 0, ...told }, /^points: must not be zero/],
    [{ points: 1.001, ...told }, /^points: points are multiples of 0.01/],
    [{ points: 1e9, ...told }, /^points: /],
    [{ points: '5', ...told }, /^points: /],
    [{ points: 5, ...told, dimention: 'fit' }, /dimention/],
  ])('are refused with a message that names the mistake: %j', async (body, message) => {
    const answer = await send(`${lead}/points`, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_body' } } })
    expect(answer.body.error.message).toMatch(message)
  })

  it('need an existing lead, and existing points to lift', async () => {
    const nobody = '/api/leads/email:nobody@acme.example'
    expect((await send(`${nobody}/points`, { points: 5, ...told })).body.error.code).toBe('unknown_lead')
    expect((await send(`${lead}/points/none/lift`, told)).body.error.code).toBe('unknown_adjustment')
    const { messageId } = await say(`${lead}/points`, { points: 5, ...told })
    const { messageId: lift } = await say(`${lead}/points/${messageId}/lift`, told)
    expect((await send(`${lead}/points/${lift}/lift`, told)).body.error.code).toBe('unknown_adjustment')
  })

  it('are part of the export, and are erased with the lead', async () => {
    await say(`${lead}/points`, { points: 5, ...told })
    const { body }: { body: LeadExport } = await send(`${lead}/export`)
    expect(body.events.at(-1)).toMatchObject({ name: 'Points Adjusted', properties: { author: 'Bob' } })
    const erasure = await askAsOwner(collector, lead, 'DELETE')
    expect(await erasure.json()).toMatchObject({ events: 2 })
  })
})

describe('a stage set by hand', () => {
  it('stays until the model may decide again', async () => {
    expect((await say(`${lead}/stage`, { stage: 'sql', ...told })).lead.stage).toBe('sql')
    const list = await send('/api/leads?stage=sql')
    expect(list.body.data).toHaveLength(1)
    expect((await score(noon)).stage).toBe('lead')
    expect((await say(`${lead}/stage`, { stage: null, ...told })).lead.stage).toBe('lead')
    expect((await send('/api/leads?stage=sql')).body.data).toHaveLength(0)
    expect((await score(noon + 60_000)).stage).toBe('sql')
  })

  it('must be a known stage', async () => {
    const answer = await send(`${lead}/stage`, { stage: 'friend', ...told })
    expect(answer.body.error.message).toMatch(/^stage: .*customer/)
  })
})

describe('an outcome', () => {
  it('is stored at its own time, but never in the future', async () => {
    await say(`${lead}/outcome`, { outcome: 'won', at: '2026-11-21T12:00:30Z', reason: 'signed' })
    await say(`${lead}/outcome`, { outcome: null, at: '2030-01-01T00:00:00Z' })
    const { body }: { body: LeadExport } = await send(`${lead}/export`)
    expect(body.events.slice(1).map(({ name, at, properties }) => [name, at, properties])).toEqual([
      ['Outcome Recorded', '2026-11-21T12:00:30.000Z', { outcome: 'won', reason: 'signed' }],
      ['Outcome Recorded', '2026-11-21T12:02:00.000Z', { outcome: null }],
    ])
  })
})

it('describes all routes for changes by hand', async () => {
  const { body } = await send('/api/openapi.json')
  const paths = Object.keys(body.paths).filter((path) => /points|\/stage|outcome/.test(path))
  expect(paths).toEqual([
    '/api/leads/{id}/points',
    '/api/leads/{id}/points/{entry}/lift',
    '/api/leads/{id}/stage',
    '/api/leads/{id}/outcome',
  ])
  expect(body.components.schemas.PointsByHand.required).toEqual(['points', 'author', 'reason'])
})

describe('an owner', () => {
  it('is set, found by, replaced and taken away', async () => {
    const { lead: after } = await say(`${lead}/owner`, { owner: ' Priya ', ...told })
    expect(after.owner).toBe('Priya')
    const ofPriya = async () => (await send('/api/leads?owner=Priya')).body.data.length
    expect(await ofPriya()).toBe(1)
    await say(`${lead}/owner`, { owner: 'Tom' })
    expect(await ofPriya()).toBe(0)
    expect((await say(`${lead}/owner`, { owner: null })).lead.owner).toBeNull()
  })

  it('is no sign of the lead itself, which was last seen before', async () => {
    const { body: before } = await send(lead)
    await say(`${lead}/owner`, { owner: 'Priya' })
    const { body: after } = await send(lead)
    expect(after).toEqual({ ...before, owner: 'Priya' })
  })

  it('is the one said last, whichever came first, and stays when the lead is worked out anew', async () => {
    await say(`${lead}/owner`, { owner: 'Priya' })
    const forged = {
      type: 'track' as const,
      event: 'Owner Set',
      messageId: 'forged',
      anonymousId: 'v',
      properties: { owner: 'Mallory' },
    }
    // An event of before, which has the lead worked out from its log.
    const earlier = { type: 'page' as const, messageId: 'p', anonymousId: 'v', timestamp: iso(noon - 60_000) }
    await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [forged, earlier] })
    expect((await send(lead)).body.owner).toBe('Priya')
  })

  it('needs a name', async () => {
    expect(await send(`${lead}/owner`, { owner: '  ' })).toMatchObject({ status: 400 })
    expect(await send(`${lead}/owner`, {})).toMatchObject({ status: 400 })
    expect(await send('/api/leads/nobody/owner', { owner: 'Priya' })).toMatchObject({ status: 404 })
  })
})
