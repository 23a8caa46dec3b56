import type { BacktestAnswer, CalibrationAnswer } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { DAY, draft, lead, model, noon } from './replay-routes.test.leads.ts'

let clock: number
let store: Store
let collector: Collector

beforeEach(() => {
  clock = noon
  store = memoryStore()
  collector = startCollector({ store, model, now: () => clock })
})

async function post<Answer>(path: string, body: unknown, status = 200): Promise<Answer> {
  const response = await askAsOwner(collector, path, 'POST', body)
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(status)
  return answer
}

const backtest = (body: object = {}) => post<BacktestAnswer>('/api/model/backtest', body)

async function take(...leads: object[][]): Promise<void> {
  const lines = leads.flat().map((event) => JSON.stringify(event))
  await post('/api/events/import?trusted=true', lines.join('\n'))
}

const close = (name: string, outcome: string | null, daysAgo = 0, minute = 0) =>
  post(`/api/leads/email:${name}@x.example/outcome`, {
    outcome,
    at: new Date(noon - daysAgo * DAY + minute * 60_000).toISOString(),
  })

/** Everything in the store that a replay might touch. */
async function state(): Promise<unknown> {
  return await store.read(async (snapshot) => [
    await snapshot.listLeads({ by: 'firstSeen', descending: false, after: null, limit: 1_000 }),
    await snapshot.rejected(null, 100),
  ])
}

describe('a backtest', () => {
  it('says which leads would have qualified when, and changes nothing', async () => {
    await take(
      lead('ada', 20, ['/pricing', '/pricing']),
      lead('bob', 10, ['/pricing', '/careers']),
      lead('old', 200, ['/pricing', '/pricing', '/pricing']),
    )
    const before = await state()
    const answer = await backtest({ model: draft })
    expect(await state()).toEqual(before)
    expect(answer).toMatchObject({ leads: 3, gained: { count: 0 }, evaluation: null })
    expect(answer.current).toMatchObject({ model: { name: 'small' }, qualified: 2, crossed: 2 })
    expect(answer.draft).toMatchObject({
      model: { name: 'draft' },
      qualified: 1,
      stages: { lead: 1, mql: 2 },
    })
    expect(answer.draft.crossings.map(({ at, from, to }) => [at, from, to])).toEqual([
      ['2026-11-01T12:02:00.000Z', 'lead', 'mql'],
    ])
    const ids = answer.lost.leads
    const bob = await askAsOwner(collector, '/api/leads/email:bob@x.example')
    expect(ids).toEqual([(await bob.json()).id])
    expect(answer.current.weeks.reduce((sum, { mql }) => sum + mql, 0)).toBe(2)
    // 20, 20 and 30 points; 20, 0 and 30 under the draft.
    expect(answer.rankCorrelation).toBeCloseTo(Math.sqrt(0.75), 12)
  })

  it('compares the current model with itself without a draft', async () => {
    await take(lead('ada', 20, ['/pricing', '/pricing']))
    const answer = await backtest()
    expect(answer.draft).toEqual(answer.current)
  })

  it('counts only what happened before the outcome was known', async () => {
    await take(
      lead('won', 20, ['/pricing', '/pricing', '/pricing', '/pricing']),
      lead('lost', 20, ['/careers']),
      // What the customer does afterwards must not help.
      lead('late', 20, ['/pricing', '/pricing', '/pricing', '/pricing', '/pricing']),
    )
    await close('won', 'won', 20, 3)
    await close('lost', 'lost', 20, 3)
    await close('late', 'won', 20, 1)
    const { evaluation } = await backtest()
    // Before its outcome `won` has two pages, `lost` one and `late` none but its first word: 20, 10, 0.
    expect(evaluation?.current).toMatchObject({ won: 2, lost: 1, auc: { value: 0.5 } })
    expect(evaluation?.current.precision).toMatchObject({ value: 1 })
    expect(evaluation?.current.recall).toMatchObject({ value: 0.5 })
  })

  it('treats customers as won and disqualified leads as lost unless an outcome is recorded', async () => {
    await take(
      lead('a', 20, ['/pricing']),
      lead('b', 20, ['/pricing']),
      lead('c', 20, ['/pricing']),
      lead('d', 20, ['/pricing']),
      [
        {
          type: 'identify',
          messageId: 'paid',
          userId: null,
          anonymousId: 'a',
          timestamp: new Date(noon - 5 * DAY).toISOString(),
          traits: { plan: 'paid' },
        },
      ],
      [
        {
          type: 'identify',
          messageId: 'spam',
          anonymousId: 'b',
          timestamp: new Date(noon - 5 * DAY).toISOString(),
          traits: { spam: true },
        },
      ],
    )
    const told = { author: 'Ada', reason: 'signed' }
    await post('/api/leads/email:c@x.example/stage', { stage: 'customer', ...told })
    await close('d', 'won', 1)
    await close('d', null)
    clock += 60_000
    expect((await backtest()).evaluation?.current).toMatchObject({ won: 2, lost: 1 })
    await close('a', 'lost')
    expect((await backtest()).evaluation?.current).toMatchObject({ won: 1, lost: 2 })
  })

  it('leaves points given by hand out of its evaluation', async () => {
    await take(lead('a', 20, ['/careers']), lead('b', 20, ['/pricing', '/pricing']))
    const told = { author: 'Ada', reason: 'a feeling' }
    await post('/api/leads/email:a@x.example/points', { points: 500, ...told })
    clock += 60_000
    await post('/api/leads/email:a@x.example/outcome', { outcome: 'lost' })
    await post('/api/leads/email:b@x.example/outcome', { outcome: 'won' })
    clock += 60_000
    expect((await backtest()).evaluation?.current.auc?.value).toBe(1)
  })

  it('runs one at a time, while events arrive', async () => {
    await take(...Array.from({ length: 60 }, (_, index) => lead(`l${index}`, 20, ['/pricing', '/pricing'])))
    const first = backtest()
    const second = await post<{ error: { code: string } }>('/api/model/backtest', {}, 429)
    expect(second.error.code).toBe('replay_running')
    const receipt = await collector.ingest({
      writeKey: 'wk',
      sentAt: new Date(clock).toISOString(),
      batch: [{ type: 'page', messageId: 'now', anonymousId: 'v' }],
    })
    expect(receipt.success).toBe(true)
    expect((await first).leads).toBe(60)
    expect((await backtest()).leads).toBe(60)
  })

  it.each([
    [
      { model: { ...draft, rules: [{ ...draft.rules[0], pionts: 3 }] } },
      'invalid_model',
      /^rules\[0\]\.pionts: .*points/,
    ],
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'invalid_period', /ends before it begins/],
    [{ from: 'yesterday' }, 'invalid_body', /^from: not a date/],
    [{ modle: draft }, 'invalid_body', /modle/],
  ])('says what is wrong with a bad request: %#', async (body, code, message) => {
    const { error } = await post<{ error: { code: string; message: string } }>(
      '/api/model/backtest',
      body,
      400,
    )
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })
})

describe('a calibration', () => {
  it('proposes points by outcomes, without changing the model', async () => {
    const leads = Array.from({ length: 200 }, (_, index) => {
      const pages = [...(index % 2 === 0 ? ['/pricing'] : []), ...(index % 3 === 0 ? ['/careers'] : [])]
      return lead(`l${index}`, 20, pages, { employees: index % 5 === 0 ? 100 : 10 })
    })
    await take(...leads)
    const csv = leads.map((_, index) => {
      const won = (index % 2 === 0 ? 3 : 0) + (index % 3 === 0 ? -2 : 0) + (index % 7) / 3 > 1.5
      return `l${index}@x.example,${won ? 'won' : 'lost'}`
    })
    await post('/api/leads/import', ['email,outcome', ...csv].join('\n'))
    clock += DAY
    const answer = await post<CalibrationAnswer>('/api/model/calibrate', {})
    expect(answer.refusal).toBeNull()
    const proposed = Object.fromEntries(answer.rules.map(({ id, proposed }) => [id, proposed]))
    expect(proposed.pricing).toBeGreaterThan(0)
    expect(proposed.careers).toBeLessThan(0)
    expect(answer.rules.find(({ id }) => id === 'size')?.verdict).toBe('no signal')
    const after = await backtest({ model: answer.draft })
    expect(after.evaluation?.draft.auc?.value ?? 0).toBeGreaterThan(after.evaluation?.current.auc?.value ?? 1)
    const inForce = await askAsOwner(collector, '/api/model')
    expect((await inForce.json()).version).toBe(1)
  })

  it('says how much data it needs when there is too little', async () => {
    await take(lead('a', 20, ['/pricing']))
    await close('a', 'won')
    const answer = await post<CalibrationAnswer>('/api/model/calibrate', { model: defaultModel })
    expect(answer).toMatchObject({ draft: null, rules: [] })
    expect(answer.refusal).toMatch(/^There are 1 won and 0 lost leads: it takes 10 of each/)
  })
})
