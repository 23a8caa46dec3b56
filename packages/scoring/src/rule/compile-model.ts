import type { Dimension } from '@leadlight/protocol'
import { compileTraitCondition, type TraitCheck } from '../condition/compile-trait-condition.ts'
import { createMemory } from '../memory/create-memory.ts'
import type { Memory } from '../memory/memory.ts'
import type { Group } from '../model/group.ts'
import type { Model } from '../model/model.ts'
import { type EventRule, isCountRule, isEventRule, type Rule, type TraitRule } from '../model/rule.ts'
import { enterOf, leaveOf, type Reach } from '../model/thresholds.ts'
import { type AnswersOf, createAnswers } from '../range/create-answers.ts'
import { type Calendar, createCalendar } from './calendar.ts'
import { type CompiledCountRule, compileCountRule } from './compile-count-rule.ts'
import { type CompiledEventRule, compileEventRule } from './compile-event-rule.ts'

/** An event rule with its memory. */
export interface StatefulRule {
  kind: 'event'
  rule: EventRule
  compiled: CompiledEventRule
  memory: Memory
  /** Adds an event if the rule considers it; mutates and returns `kept`, which is undefined at first. */
  remember: Memory['add']
}

/** A compiled trait rule. */
export interface CompiledTraitRule {
  kind: 'trait'
  rule: TraitRule
  check: TraitCheck
  /** Hundredths of a point when the condition holds, and when it does not. */
  points: number
  otherwise: number
}

/** A compiled group. */
export interface CompiledGroup {
  group: Group
  /** In hundredths of a point. */
  cap: number
}

/** A compiled rule of any kind. */
export type CompiledRule = StatefulRule | CompiledCountRule | CompiledTraitRule

/** A compiled model; rules in the model's order. */
export interface CompiledModel {
  model: Model
  calendar: Calendar
  rules: readonly CompiledRule[]
  /** Event and count rules by event name. */
  byEvent: ReadonlyMap<string, readonly (StatefulRule | CompiledCountRule)[]>
  /** By id. */
  groups: ReadonlyMap<string, CompiledGroup>
  /** Dimensions that have trait rules. */
  traitDimensions: ReadonlySet<Dimension>
  /** Representative answers about the traits that its rules test. */
  answersOf: AnswersOf
  /** Thresholds to enter and to stay at each stage. */
  reach: { enter: Record<'mql' | 'sql', Reach>; leave: Record<'mql' | 'sql', Reach> }
  /** Whether `enter` and `leave` thresholds differ, so that a stage depends on the stages before it. */
  remembersStage: boolean
  isCustomer: TraitCheck | undefined
  isDisqualified: TraitCheck | undefined
}

/** Compiles a validated model. */
export function compileModel(model: Model): CompiledModel {
  const rules = model.rules.map((rule) => compileRule(rule, model.lookBackDays))
  const byEvent = new Map<string, (StatefulRule | CompiledCountRule)[]>()
  for (const rule of rules) {
    if (rule.kind === 'trait') continue
    const { event } = rule.rule.on
    byEvent.set(event, [...(byEvent.get(event) ?? []), rule])
  }
  const { mql, sql, customer, disqualified } = model.thresholds.stage
  return {
    model,
    calendar: createCalendar(model.timeZone),
    rules,
    byEvent,
    groups: new Map(
      (model.groups ?? []).map((group) => [group.id, { group, cap: Math.round(group.cap * 100) }]),
    ),
    answersOf: createAnswers(rules.flatMap((rule) => (rule.kind === 'trait' ? rule.check.tests : []))),
    traitDimensions: new Set(rules.filter(({ kind }) => kind === 'trait').map(({ rule }) => rule.dimension)),
    reach: {
      enter: { mql: enterOf(mql), sql: enterOf(sql) },
      leave: { mql: leaveOf(mql), sql: leaveOf(sql) },
    },
    remembersStage: mql.enter !== undefined || sql.enter !== undefined,
    isCustomer: customer && compileTraitCondition(customer.if),
    isDisqualified: disqualified && compileTraitCondition(disqualified.if),
  }
}

function compileRule(rule: Rule, lookBackDays: number): CompiledRule {
  if (isCountRule(rule)) return compileCountRule(rule, lookBackDays)
  if (!isEventRule(rule)) {
    return {
      kind: 'trait',
      rule,
      check: compileTraitCondition(rule.if),
      points: Math.round(rule.points * 100),
      otherwise: Math.round((rule.otherwise ?? 0) * 100),
    }
  }
  const compiled = compileEventRule(rule, lookBackDays)
  const memory = createMemory(compiled)
  return {
    kind: 'event',
    rule,
    compiled,
    memory,
    remember: (kept, event, day) =>
      compiled.asksForLength || compiled.matches(event.properties) ? memory.add(kept, event, day) : kept,
  }
}
