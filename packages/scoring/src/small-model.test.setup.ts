import type { Model } from './model/model.ts'
import type { EventRule, Rule } from './model/rule.ts'

/** The time at which tests look at scores. */
export const NOW = Date.UTC(2026, 10, 21, 10)

/** A rule that gives a point for each page view, unless changed. */
export function pageRule(changes: Partial<EventRule> = {}): EventRule {
  return { id: 'a', label: 'A', dimension: 'engagement', on: { event: 'page' }, points: 1, ...changes }
}

/** A model with these rules and low thresholds. */
export function modelOf(rules: Rule[], changes: Partial<Model> = {}): Model {
  return {
    name: 'small',
    version: 1,
    timeZone: 'UTC',
    lookBackDays: 365,
    rules,
    thresholds: {
      grade: { fit: [3, 2, 1], engagement: [3, 2, 1] },
      stage: { mql: { score: 50 }, sql: { score: 90 } },
    },
    ...changes,
  }
}
