import type { Traits } from '@leadlight/protocol'
import type { Model } from '../model/model.ts'
import { isCountRule, isEventRule } from '../model/rule.ts'
import { addEvent } from '../rule/add-event.ts'
import { compileModel, type ReadyModel, type RememberingRule } from '../rule/compile-model.ts'
import { worthAt } from '../rule/day-sums.ts'
import type { ScoreState, ScoringEvent } from '../scorer.ts'
import { columnsOf } from './columns.ts'

/** What a lead has of each column that is not zero: how often it counts, faded and capped, or 1 where it holds. */
export interface Features {
  columns: number[]
  values: number[]
}

/** Reads features at a time, in milliseconds since 1970, from the events up to then. */
export type ReadFeatures = (events: Iterable<ScoringEvent>, traits: Traits, at: number) => Features

/** Makes a model ready to be taken apart: times the points of its columns, features sum to its score before groups' caps. */
export function createFeatureReader(model: Model): ReadFeatures {
  const ready = compileModel(countable(model))
  const columns = columnsOf(model)
  return (events, traits, at) => {
    const state: ScoreState = { rules: {} }
    for (const event of events) if (event.at <= at) addEvent(ready, state, event)
    const features: Features = { columns: [], values: [] }
    for (const [index, { rule, part }] of columns.entries()) {
      const value = readFeature(ready, rule, part, state, traits, at)
      if (value === 0) continue
      features.columns.push(index)
      features.values.push(value)
    }
    return features
  }
}

/** Rules worth nothing would remember nothing: they count as if they were worth a point. */
function countable(model: Model): Model {
  const rules = model.rules.map((rule) => {
    if (!isEventRule(rule) || isCountRule(rule)) return rule
    const { cap: _, ...uncapped } = rule
    if (rule.points === 0) return { ...uncapped, points: 1 }
    if (typeof rule.points === 'number' || rule.points.each !== 0) return rule
    return { ...uncapped, points: { ...rule.points, each: 1 } }
  })
  return { ...model, rules }
}

function readFeature(
  { rules, calendar }: ReadyModel,
  index: number,
  part: 'points' | 'otherwise',
  state: ScoreState,
  traits: Traits,
  at: number,
): number {
  const rule = rules[index]
  if (rule === undefined) return 0
  if (rule.kind === 'trait') return rule.check.holds(traits) === (part === 'points') ? 1 : 0
  const kept = Object.hasOwn(state.rules, rule.rule.id) ? state.rules[rule.rule.id] : undefined
  if (rule.kind === 'count') return at < rule.holdsUntil(kept) ? 1 : 0
  if (kept === undefined) return 0
  const worth = worthAt(rule.memory.sums(kept, calendar.dayOf(at)), at, rule.ready.halfLifeMs)
  const { cap } = rule.ready
  return Math.max(-cap, Math.min(cap, worth)) / unitOf(rule)
}

/** In hundredths of a point. */
function unitOf({ rule: { points } }: RememberingRule): number {
  return (typeof points === 'number' ? points : points.each) * 100
}
