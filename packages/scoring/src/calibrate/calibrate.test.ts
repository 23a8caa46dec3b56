import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { defaultModel } from '../default-model/default-model.ts'
import { type Model, type ModelInput, modelSchema } from '../model/model.ts'
import { parseModel } from '../model/parse-model.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import { type Calibration, type CalibrationLead, createCalibration } from './calibrate.ts'
import { columnsOf } from './columns.ts'
import { type Example, fitLogistic, logOdds } from './fit-logistic.ts'
import { createFeatureReader } from './read-features.ts'

const NOW = Date.UTC(2026, 10, 21, 10)

/** What is known by construction: log-odds for each unit of a rule. */
const truth: Record<string, number> = {
  pricing: 0.8,
  docs: 0.25,
  careers: -1.1,
  reading: 0.15,
  noise: 0,
  often: 0.9,
  big: 1.2,
  'big otherwise': -0.6,
  student: -1.5,
  colour: 0,
}

const written: ModelInput = {
  name: 'known',
  version: 3,
  rules: [
    ...['pricing', 'docs', 'careers', 'noise'].map((name) => ({
      id: name,
      label: name,
      dimension: 'engagement' as const,
      on: { event: 'page', where: { path: `/${name}` } },
      points: 5,
      halfLifeDays: 14,
      cap: 20,
    })),
    {
      id: 'reading',
      label: 'reading',
      dimension: 'engagement',
      on: { event: 'Page Engaged' },
      points: { each: 1, per: { property: 'engaged_ms', amount: 60_000 } },
    },
    {
      id: 'often',
      label: 'often',
      dimension: 'engagement',
      on: { event: 'page' },
      count: { gte: 4, withinDays: 30 },
      points: 5,
    },
    {
      id: 'big',
      label: 'big',
      dimension: 'budget',
      if: { trait: 'budget', gte: 1_000 },
      points: 5,
      otherwise: -5,
    },
    {
      id: 'student',
      label: 'student',
      dimension: 'fit',
      if: { trait: 'title', hasWord: 'student' },
      points: -5,
    },
    { id: 'colour', label: 'colour', dimension: 'fit', if: { trait: 'colour', is: 'red' }, points: 5 },
    { id: 'rare', label: 'rare', dimension: 'fit', if: { trait: 'vat', exists: true }, points: 7 },
  ],
  thresholds: {
    grade: { fit: [20, 10, 5], engagement: [20, 10, 5] },
    stage: { mql: { score: 15 }, sql: { score: 30 } },
  },
  tests: [{ name: 'of these points', expect: { score: 0 } }],
}
const model = modelSchema.parse(written)

/** Numbers that look random and are the same each time (Park and Miller). */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Leads that are won as often as the true weights say. */
function generate(count: number, seed = 11, weights = truth): CalibrationLead[] {
  const random = createRandom(seed)
  const read = createFeatureReader(model)
  const columns = columnsOf(model)
  return Array.from({ length: count }, () => {
    const events: ScoringEvent[] = []
    const add = (name: string, properties: object) => {
      const at = NOW - Math.floor(random() * 40 * DAY_MS)
      events.push({
        id: `e${events.length}`,
        at,
        name,
        properties: { ...properties },
        visit: null,
        excluded: null,
      })
    }
    for (const page of ['pricing', 'docs', 'careers', 'noise']) {
      while (random() < 0.5) add('page', { path: `/${page}` })
    }
    while (random() < 0.5)
      add('Page Engaged', { page_view_id: `w${events.length}`, engaged_ms: random() * 300_000 })
    const traits = {
      ...(random() < 0.6 ? { budget: random() < 0.5 ? 5_000 : 100 } : {}),
      ...(random() < 0.3 ? { title: 'PhD student' } : {}),
      ...(random() < 0.5 ? { colour: 'red' } : {}),
    }
    const { columns: places, values } = read(events, traits, NOW)
    const odds = places.reduce((sum, place, index) => {
      const { id, part } = columns[place] ?? { id: '', part: 'points' }
      return sum + (weights[part === 'otherwise' ? `${id} otherwise` : id] ?? 0) * (values[index] ?? 0)
    }, -1)
    return { events, traits, at: NOW, won: random() < 1 / (1 + Math.exp(-odds)) }
  })
}

function calibrate(leads: CalibrationLead[], own: Model = model): Calibration {
  const running = createCalibration(own)
  for (const lead of leads) running.add(lead)
  const steps = running.run()
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

describe('calibration', () => {
  const leads = generate(6_000)
  const result = calibrate(leads)

  it('recovers known weights, each within its interval widened by half', () => {
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

  it('says which rules carry no signal, and of which too few leads tell', () => {
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

  it('ranks leads that it has not seen better than before, about as well as the truth does', () => {
    const { current, proposed } = result.auc
    expect(proposed?.low ?? 0).toBeGreaterThan(current?.high ?? 1)
  })

  it('writes a draft that is a sound model, in which as many leads qualify as before', () => {
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

  it('moves the lines at which stages are entered and left', () => {
    const stage = { mql: { enter: { score: 15 }, leave: { score: 10 } }, sql: { score: 30, bantKnown: 1 } }
    const { draft } = calibrate(leads, { ...model, thresholds: { ...model.thresholds, stage } })
    const { mql, sql } = draft?.thresholds.stage ?? {}
    expect(mql?.enter?.score).toBe(result.draft?.thresholds.stage.mql.score)
    expect(mql?.leave?.score ?? 0).toBeLessThan(mql?.enter?.score ?? 0)
    expect(sql).toEqual({ score: result.draft?.thresholds.stage.sql.score, bantKnown: 1 })
  })

  it('is the same for the same leads', () => expect(calibrate(generate(6_000))).toEqual(result))

  it('refuses on too little data, and says how much it needs', () => {
    const few = calibrate(generate(200))
    expect(few.draft).toBeNull()
    expect(few.needed).toBe(100)
    expect(few.refusal).toMatch(
      /^There are \d+ won and \d+ lost leads: it takes 100 of each, 10 for each of the 10 rules/,
    )
    expect(calibrate([]).refusal).toMatch(/^There are 0 won and 0 lost leads: it takes 10 of each/)
  })

  it('proposes nothing where nothing tells', () => {
    const nothing = calibrate(generate(2_000, 5, {}))
    const signals = nothing.rules.filter(({ verdict }) => verdict === 'signal')
    // One in twenty may look like one by chance.
    expect(signals.length).toBeLessThanOrEqual(2)
  })

  it('reads features that, times points, are the score of a model without groups', () => {
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

describe('fitLogistic', () => {
  const fitTo = (examples: Example[], size: number, penalty: number) => {
    const steps = fitLogistic(examples, size, penalty)
    for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
  }

  it('is the closed form of a two-by-two table, with its standard error', () => {
    // 40 of 60 won with it, 15 of 75 without: log odds ratio, and Woolf's error.
    const group = (count: number, x: number, won: boolean): Example[] =>
      Array.from({ length: count }, () => ({ columns: x === 0 ? [] : [0], values: x === 0 ? [] : [x], won }))
    const examples = [
      ...group(40, 1, true),
      ...group(20, 1, false),
      ...group(15, 0, true),
      ...group(60, 0, false),
    ]
    const found = fitTo(examples, 1, 0)
    expect(found.intercept).toBeCloseTo(Math.log(15 / 60), 6)
    expect(found.weights[0]).toBeCloseTo(Math.log((40 * 60) / (20 * 15)), 6)
    expect(found.errors[0]).toBeCloseTo(Math.sqrt(1 / 40 + 1 / 20 + 1 / 15 + 1 / 60), 6)
  })

  it('stays finite where a column separates completely, and does not depend on its unit', () => {
    const examples = Array.from(
      { length: 40 },
      (_, index): Example => ({
        columns: [0],
        values: [index],
        won: index >= 20,
      }),
    )
    const small = fitTo(examples, 1, 1)
    expect(Number.isFinite(small.weights[0])).toBe(true)
    const thousandfold = examples.map((example) => ({
      ...example,
      values: example.values.map((x) => 1_000 * x),
    }))
    expect((fitTo(thousandfold, 1, 1).weights[0] ?? 0) * 1_000).toBeCloseTo(small.weights[0] ?? 0, 6)
    expect(logOdds(small, { columns: [0], values: [39] })).toBeGreaterThan(0)
  })

  it('has no gradient left at its end', () => {
    const random = createRandom(3)
    const examples = Array.from({ length: 300 }, (): Example => {
      const values = [random(), random() * 5, random() < 0.5 ? 1 : 0]
      return { columns: [0, 1, 2], values, won: random() < 0.4 }
    })
    const found = fitTo(examples, 3, 0)
    const rest = [0, 0, 0, 0]
    for (const example of examples) {
      const miss = (example.won ? 1 : 0) - 1 / (1 + Math.exp(-logOdds(found, example)))
      for (const [index, value] of [1, ...example.values].entries())
        rest[index] = (rest[index] ?? 0) + miss * value
    }
    for (const value of rest) expect(Math.abs(value)).toBeLessThan(1e-3)
  })
})
