import type { Model } from '../model/model.ts'
import { isCountRule, isEventRule, type Rule } from '../model/rule.ts'

/** A column of the regression: a rule or, for a trait rule with `otherwise`, one of its two parts. */
export interface Column {
  /** Index of the rule in the model. */
  rule: number
  id: string
  label: string
  /** A count rule has one column, since only the difference of its two values matters. */
  part: 'points' | 'otherwise'
  /** Points in the model: per event, per measured unit, or while the rule holds. */
  points: number
}

/** The columns of a model, in the order of its rules. */
export function columnsOf(model: Model): Column[] {
  return model.rules.flatMap((rule, index) => {
    const own: Column = {
      rule: index,
      id: rule.id,
      label: rule.label,
      part: 'points',
      points: worthOf(rule),
    }
    const { otherwise } = 'otherwise' in rule ? rule : {}
    const isTraitRule = !isEventRule(rule) && !isCountRule(rule)
    if (!isTraitRule || otherwise === undefined || otherwise === 0) return [own]
    return [own, { ...own, part: 'otherwise' as const, points: otherwise }]
  })
}

/** For a count rule, the difference between holding and not holding. */
function worthOf(rule: Rule): number {
  if (isCountRule(rule)) return rule.points - (rule.otherwise ?? 0)
  return typeof rule.points === 'number' ? rule.points : rule.points.each
}
