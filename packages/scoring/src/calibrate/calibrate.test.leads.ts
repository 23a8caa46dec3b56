import { type ModelInput, modelSchema } from '../model/model.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import type { CalibrationLead } from './calibrate.ts'
import { columnsOf } from './columns.ts'
import { createFeatureReader } from './read-features.ts'

/** The time at which leads are scored. */
export const NOW = Date.UTC(2026, 10, 21, 10)

/** The true log-odds per unit of each rule, by which leads are generated. */
export const truth: Record<string, number> = {
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

/** The model as written. */
export const written: ModelInput = {
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
/** The model whose points are calibrated. */
export const model = modelSchema.parse(written)

/** A random generator with a fixed seed (Park and Miller). */
export function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Generates leads that are won with the probability of the true weights. */
export function generate(count: number, seed = 11, weights = truth): CalibrationLead[] {
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
