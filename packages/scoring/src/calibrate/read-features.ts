import type { Traits } from '@leadlight/protocol'
import type { Model } from '../model/model.ts'
import { isCountRule, isEventRule } from '../model/rule.ts'
import { addEvent } from '../rule/add-event.ts'
import { type CompiledModel, compileModel, type StatefulRule } from '../rule/compile-model.ts'
import { valueAt } from '../rule/day-sums.ts'
import type { ScoreState, ScoringEvent } from '../scorer.ts'
import { columnsOf } from './columns.ts'

/** A lead's non-zero columns, sparse: the number of counted units after decay and cap, or 1 where a condition holds. */
export interface Features {
  columns: number[]
  values: number[]
}

/** Reads a lead's features at a time, in milliseconds since 1970, from its events up to then. */
export type ReadFeatures = (events: Iterable<ScoringEvent>, traits: Traits, at: number) => Features

/** Creates the reader for a model. Features times the points of their columns sum to the score before the caps of groups. */
export function createFeatureReader(model: Model): ReadFeatures {
  const compiled = compileModel(countable(model))
  const columns = columnsOf(model)
  return (events, traits, at) => {
    const state: ScoreState = { rules: {} }
    for (const event of events) if (event.at <= at) addEvent(compiled, state, event)
    const features: Features = { columns: [], values: [] }
    for (const [index, { rule, part }] of columns.entries()) {
      const value = readFeature(compiled, rule, part, state, traits, at)
      if (value === 0) continue
      features.columns.push(index)
      features.values.push(value)
    }
    return features
  }
}

/** Replaces zero points by 1, because rules without points would not remember any events. */
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
  { rules, calendar }: CompiledModel,
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
  const worth = valueAt(rule.memory.sums(kept, calendar.dayOf(at)), at, rule.compiled.halfLifeMs)
  const { cap } = rule.compiled
  return Math.max(-cap, Math.min(cap, worth)) / unitOf(rule)
}

/** Points per unit, in hundredths. */
function unitOf({ rule: { points } }: StatefulRule): number {
  return (typeof points === 'number' ? points : points.each) * 100
}
