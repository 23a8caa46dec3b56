import type { Dimension } from '@leadlight/protocol'
import { compileTraitCondition, type TraitCheck } from '../condition/compile-trait-condition.ts'
import { createMemory } from '../memory/create-memory.ts'
import type { Memory } from '../memory/memory.ts'
import type { Model } from '../model/model.ts'
import { isEventRule, type Rule, type TraitRule } from '../model/rule.ts'
import { type Calendar, createCalendar } from './calendar.ts'
import { compileEventRule, type ReadyEventRule } from './compile-event-rule.ts'

/** An event rule with its memory. */
export interface RememberingRule {
  kind: 'event'
  rule: Rule
  ready: ReadyEventRule
  memory: Memory
}

/** A trait rule made ready. */
export interface ReadyTraitRule {
  kind: 'trait'
  rule: TraitRule
  check: TraitCheck
  /** In hundredths of a point, when the condition holds and when it does not. */
  points: number
  otherwise: number
}

/** A model made ready; rules in the model's order. */
export interface ReadyModel {
  model: Model
  calendar: Calendar
  rules: readonly (RememberingRule | ReadyTraitRule)[]
  /** Event rules by the name of the event they are about. */
  byEvent: ReadonlyMap<string, readonly RememberingRule[]>
  /** What its trait rules are about. */
  asked: ReadonlySet<Dimension>
  isCustomer: TraitCheck | undefined
  isDisqualified: TraitCheck | undefined
}

/** Makes a checked model ready. */
export function compileModel(model: Model): ReadyModel {
  const rules = model.rules.map((rule) => compileRule(rule, model.lookBackDays))
  const byEvent = new Map<string, RememberingRule[]>()
  for (const rule of rules) {
    if (rule.kind !== 'event') continue
    const { event } = rule.ready.rule.on
    byEvent.set(event, [...(byEvent.get(event) ?? []), rule])
  }
  const { customer, disqualified } = model.thresholds.stage
  return {
    model,
    calendar: createCalendar(model.timeZone),
    rules,
    byEvent,
    asked: new Set(rules.filter(({ kind }) => kind === 'trait').map(({ rule }) => rule.dimension)),
    isCustomer: customer && compileTraitCondition(customer.if),
    isDisqualified: disqualified && compileTraitCondition(disqualified.if),
  }
}

function compileRule(rule: Rule, lookBackDays: number): RememberingRule | ReadyTraitRule {
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
  return { kind: 'event', rule, ready, memory: createMemory(ready) }
}
