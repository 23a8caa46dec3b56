import type { Lead, LeadExport, List, ScoreAnswer, ScoreCourse } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from './collector.test.setup.ts'
import type { Collector } from './collector.ts'
import { memoryStore } from './storage/memory.ts'

/** What people do, whoever's collector hears of it, and however wrong their clocks are. */

const noon = Date.parse('2026-11-21T12:00:00Z')
const minute = 60_000
/** With the rules that these histories meet. */
const small = {
  ...defaultModel,
  rules: defaultModel.rules.filter((rule) => /page|pricing|title|CEO/i.test(JSON.stringify(rule))),
  groups: [],
  tests: [],
}
const addresses = ['ada@x.io', 'bob@x.io', 'cy@x.io']

/** Times by the sender's clock, which is at most two minutes ahead: such clocks are not corrected. */
const time = fc.oneof(fc.integer({ min: -40 * 24 * 60, max: 0 }), fc.constantFrom(1, 1.5))
const message = fc.record({
  visitor: fc.constantFrom('v1', 'v2'),
  email: fc.option(fc.constantFrom(...addresses)),
  minutes: time,
})
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ send: fc.array(message, { minLength: 1, maxLength: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ factor: fc.constantFrom(0, 0.5, 2) }) },
  { weight: 1, arbitrary: fc.record({ erase: fc.constantFrom(...addresses) }) },
)
const history = fc.array(fc.tuple(step, fc.nat(1)), { minLength: 1, maxLength: 8 })

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function take(collector: Collector, done: Step, place: number): Promise<void> {
  if ('send' in done) {
    const batch = done.send.map(({ visitor, email, minutes }, index) => {
      const common = { messageId: `${place}-${index}`, anonymousId: visitor }
      const timestamp = new Date(noon + minutes * minute).toISOString()
      return email === null
        ? { ...common, timestamp, type: 'page' as const, properties: { path: '/pricing' } }
        : { ...common, timestamp, type: 'identify' as const, traits: { email, title: 'CEO' } }
    })
    await collector.ingest({ writeKey: 'wk', sentAt: new Date(noon).toISOString(), batch })
  } else if ('erase' in done) {
    const { status } = await askAsOwner(collector, `/api/leads/email:${done.erase}`, 'DELETE')
    expect([200, 404]).toContain(status)
  } else {
    const rules = small.rules.map((rule) =>
      typeof rule.points === 'number' ? { ...rule, points: rule.points * done.factor } : rule,
    )
    const { status } = await askAsOwner(collector, '/api/model', 'PUT', { ...small, rules })
    expect(status).toBe(200)
  }
}

async function read<Answer>(collector: Collector, path: string): Promise<Answer> {
  const answer = await askAsOwner(collector, path)
  expect(answer.status).toBe(200)
  return answer.json()
}

/** Two collectors on one store, after a history. */
async function collectorsAfter(steps: [Step, number][]): Promise<[Collector, Collector]> {
  const options = { store: memoryStore(), now: () => noon, model: small }
  const collectors: [Collector, Collector] = [startCollector(options), startCollector(options)]
  for (const [place, [done, by]] of steps.entries()) await take(collectors[by === 0 ? 0 : 1], done, place)
  return collectors
}

it('explains, draws and exports the score that is listed, at every collector', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const [first, second] = await collectorsAfter(steps)
      const { data } = await read<List<Lead>>(first, '/api/leads')
      for (const { id, score, grade, stage } of data) {
        const path = `/api/leads/${id}`
        const explained = await read<ScoreAnswer>(second, `${path}/score`)
        expect(explained).toMatchObject({ score, grade, stage })
        const sum = explained.contributions.reduce((cents, { points }) => cents + Math.round(points * 100), 0)
        expect(sum).toBe(Math.round(score * 100))
        expect((await read<ScoreCourse>(second, `${path}/score/history`)).points.at(-1)).toMatchObject({
          score,
        })
        expect(await read<LeadExport>(second, `${path}/export`)).toMatchObject({
          lead: { score },
          score: { score },
        })
      }
      expect((await read<List<Lead>>(second, '/api/leads')).data).toEqual(data)
    }),
    { numRuns: 40 },
  )
})

it('does not explain that score by what is known now, while a clock is ahead (negative control)', async () => {
  const known: Step = { send: [{ visitor: 'v1', email: 'ada@x.io', minutes: -1 }] }
  const ahead: Step = { send: [{ visitor: 'v1', email: null, minutes: 1 }] }
  const [collector] = await collectorsAfter([
    [known, 0],
    [ahead, 0],
  ])
  const now = `at=${new Date(noon).toISOString()}`
  const listed = await read<Lead>(collector, '/api/leads/email:ada@x.io')
  const explained = await read<ScoreAnswer>(collector, `/api/leads/email:ada@x.io/score?${now}`)
  expect(explained.score).toBeLessThan(listed.score)
})
