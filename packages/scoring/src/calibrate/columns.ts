import type { Model } from '../model/model.ts'
import { isCountRule, isEventRule, type Rule } from '../model/rule.ts'

/** What calibration weighs: a rule, or for a trait rule one of its two answers. */
export interface Column {
  /** Index of the rule in the model. */
  rule: number
  id: string
  label: string
  /** `otherwise` of a trait rule; of a count rule both move together. */
  part: 'points' | 'otherwise'
  /** What it is worth in the model: of an event, of a unit of what is measured, or while it holds. */
  points: number
}

/** All that can be weighed of a model, in its order. */
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

/** Of a count rule the difference that it makes. */
function worthOf(rule: Rule): number {
  if (isCountRule(rule)) return rule.points - (rule.otherwise ?? 0)
  return typeof rule.points === 'number' ? rule.points : rule.points.each
}
