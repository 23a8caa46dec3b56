import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { defaultModel } from '../default-model/default-model.ts'
import type { Model } from '../model/model.ts'
import { parseModel } from '../model/parse-model.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import { generate, model, NOW, truth } from './calibrate.test.leads.ts'
import { type Calibration, type CalibrationLead, createCalibration } from './calibrate.ts'
import { columnsOf } from './columns.ts'
import { createFeatureReader } from './read-features.ts'

function calibrate(leads: CalibrationLead[], own: Model = model): Calibration {
  const running = createCalibration(own)
  for (const lead of leads) running.add(lead)
  const steps = running.run()
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

describe('calibration', () => {
  const leads = generate(6_000)
  const result = calibrate(leads)

  it('recovers known weights, each within 1.5 times its interval', () => {
    expect(result.refusal).toBeNull()
    for (const { id, part, weight, verdict } of result.rules) {
      if (verdict === 'too rare' || weight === null) continue
      const expected = truth[part === 'otherwise' ? `${id} otherwise` : id] ?? Number.NaN
      const width = 1.5 * (weight.high - weight.value)
      expect(Math.abs(weight.value - expected), `${id} ${part}`).toBeLessThan(width)
      expect(width, `${id} ${part}`).toBeLessThan(0.6)
    }
  })

  it('proposes points in the proportion of those weights', () => {
    const signals = result.rules.filter(({ verdict }) => verdict === 'signal')
    const perUnit = signals.map(({ proposed, weight }) => proposed / (weight?.value ?? 0))
    const middle = perUnit.reduce((sum, value) => sum + value, 0) / perUnit.length
    for (const value of perUnit) expect(Math.abs(value / middle - 1)).toBeLessThan(0.15)
  })

  it('says which rules have no signal, and which ones have too little data', () => {
    const verdicts = Object.fromEntries(
      result.rules.map(({ id, part, verdict }) => [`${id} ${part}`, verdict]),
    )
    expect(verdicts).toEqual({
      'pricing points': 'signal',
      'docs points': 'signal',
      'careers points': 'signal',
      'noise points': 'no signal',
      'reading points': 'signal',
      'often points': 'signal',
      'big points': 'signal',
      'big otherwise': 'signal',
      'student points': 'signal',
      'colour points': 'no signal',
      'rare points': 'too rare',
    })
  })

  it('ranks unseen leads better than before, and about as well as the true weights', () => {
    const { current, proposed } = result.auc
    expect(proposed?.low ?? 0).toBeGreaterThan(current?.high ?? 1)
  })

  it('writes a valid draft in which as many leads qualify as before', () => {
    const parsed = parseModel(JSON.parse(JSON.stringify(result.draft)))
    if (!('model' in parsed)) throw new Error(JSON.stringify(parsed.errors))
    expect(parsed.model).toMatchObject({ version: 4, name: 'known' })
    expect(parsed.model.tests).toBeUndefined()
    const qualified = (own: Model) => {
      const scorer = createScorer(own)
      return leads.filter(({ events, traits, at }) => {
        return ['mql', 'sql'].includes(scorer.explain(events, traits, at).stage)
      }).length
    }
    const [before, after] = [qualified(model), qualified(parsed.model)]
    expect(Math.abs(after / before - 1)).toBeLessThan(0.03)
    const rules = new Map(parsed.model.rules.map((rule) => [rule.id, rule]))
    expect(rules.get('rare')).toMatchObject({ points: 7 })
    expect(rules.get('noise')).toMatchObject({ points: 0 })
    const pricing = rules.get('pricing')
    // Four of them, as it was.
    if (pricing !== undefined && 'cap' in pricing && typeof pricing.points === 'number')
      expect(Math.abs((pricing.cap ?? 0) / pricing.points - 4)).toBeLessThan(0.01)
  })

  it('moves the thresholds at which stages are entered and left', () => {
    const stage = { mql: { enter: { score: 15 }, leave: { score: 10 } }, sql: { score: 30, bantKnown: 1 } }
    const { draft } = calibrate(leads, { ...model, thresholds: { ...model.thresholds, stage } })
    const { mql, sql } = draft?.thresholds.stage ?? {}
    expect(mql?.enter?.score).toBe(result.draft?.thresholds.stage.mql.score)
    expect(mql?.leave?.score ?? 0).toBeLessThan(mql?.enter?.score ?? 0)
    expect(sql).toEqual({ score: result.draft?.thresholds.stage.sql.score, bantKnown: 1 })
  })

  it('gives the same result for the same leads', () => expect(calibrate(generate(6_000))).toEqual(result))

  it('refuses when there is too little data, and says how much it needs', () => {
    const few = calibrate(generate(200))
    expect(few.draft).toBeNull()
    expect(few.needed).toBe(100)
    expect(few.refusal).toMatch(
      /^There are \d+ won and \d+ lost leads: it takes 100 of each, 10 for each of the 10 rules/,
    )
    expect(calibrate([]).refusal).toMatch(/^There are 0 won and 0 lost leads: it takes 10 of each/)
  })

  it('proposes nothing when no rule has a signal', () => {
    const nothing = calibrate(generate(2_000, 5, {}))
    const signals = nothing.rules.filter(({ verdict }) => verdict === 'signal')
    // One in twenty may look like one by chance.
    expect(signals.length).toBeLessThanOrEqual(2)
  })

  it('reads features whose product with the points is the score of a model without groups', () => {
    const { groups: _, ...ungrouped } = defaultModel
    const own = { ...ungrouped, rules: ungrouped.rules.map(({ group: __, ...rule }) => rule) } as Model
    const read = createFeatureReader(own)
    const columns = columnsOf(own)
    const scorer = createScorer(own)
    const events = ['/pricing', '/blog/a', '/docs', '/pricing'].map(
      (path, index): ScoringEvent => ({
        id: `e${index}`,
        at: NOW - index * 3 * DAY_MS,
        name: 'page',
        properties: { path },
        visit: `v${index}`,
        excluded: null,
      }),
    )
    const traits = { email: 'cto@acme.example', title: 'CTO', budget: '€20k', company: 'Acme' }
    const features = read(events, traits, NOW)
    const constant = own.rules.reduce(
      (sum, rule) => sum + ('count' in rule && rule.count !== undefined ? (rule.otherwise ?? 0) : 0),
      0,
    )
    const score = features.columns.reduce(
      (sum, column, index) => sum + (columns[column]?.points ?? 0) * (features.values[index] ?? 0),
      constant,
    )
    expect(Math.abs(score - scorer.explain(events, traits, NOW).score)).toBeLessThan(0.1)
  })
})
