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
import { compileCountRule, type ReadyCountRule } from './compile-count-rule.ts'
import { compileEventRule, type ReadyEventRule } from './compile-event-rule.ts'

/** An event rule with its memory. */
export interface RememberingRule {
  kind: 'event'
  rule: EventRule
  ready: ReadyEventRule
  memory: Memory
  /** Adds an event if the rule considers it; mutates and returns `kept`, which is undefined at first. */
  remember: Memory['add']
}

/** A compiled trait rule. */
export interface ReadyTraitRule {
  kind: 'trait'
  rule: TraitRule
  check: TraitCheck
  /** Hundredths of a point when the condition holds, and when it does not. */
  points: number
  otherwise: number
}

/** A compiled group. */
export interface ReadyGroup {
  group: Group
  /** In hundredths of a point. */
  cap: number
}

/** A compiled rule of any kind. */
export type ReadyRule = RememberingRule | ReadyCountRule | ReadyTraitRule

/** A compiled model; rules in the model's order. */
export interface ReadyModel {
  model: Model
  calendar: Calendar
  rules: readonly ReadyRule[]
  /** Event and count rules by event name. */
  byEvent: ReadonlyMap<string, readonly (RememberingRule | ReadyCountRule)[]>
  /** By id. */
  groups: ReadonlyMap<string, ReadyGroup>
  /** Dimensions that have trait rules. */
  asked: ReadonlySet<Dimension>
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
export function compileModel(model: Model): ReadyModel {
  const rules = model.rules.map((rule) => compileRule(rule, model.lookBackDays))
  const byEvent = new Map<string, (RememberingRule | ReadyCountRule)[]>()
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
    asked: new Set(rules.filter(({ kind }) => kind === 'trait').map(({ rule }) => rule.dimension)),
    reach: {
      enter: { mql: enterOf(mql), sql: enterOf(sql) },
      leave: { mql: leaveOf(mql), sql: leaveOf(sql) },
    },
    remembersStage: mql.enter !== undefined || sql.enter !== undefined,
    isCustomer: customer && compileTraitCondition(customer.if),
    isDisqualified: disqualified && compileTraitCondition(disqualified.if),
  }
}

function compileRule(rule: Rule, lookBackDays: number): ReadyRule {
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
  const ready = compileEventRule(rule, lookBackDays)
  const memory = createMemory(ready)
  return {
    kind: 'event',
    rule,
    ready,
    memory,
    remember: (kept, event, day) =>
      ready.asksForLength || ready.matches(event.properties) ? memory.add(kept, event, day) : kept,
  }
}
