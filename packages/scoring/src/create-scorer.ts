import { explain } from './explain/explain.ts'
import type { Model } from './model/model.ts'
import { isTime } from './rule/calendar.ts'
import { compileModel } from './rule/compile-model.ts'
import type { Scorer } from './scorer.ts'
import { readStanding } from './standing/read-standing.ts'

/** Makes a checked model ready to score with; check it by `parseModel` or `modelSchema` first. */
export function createScorer(model: Model): Scorer {
  const ready = compileModel(model)
  return {
    model,
    empty: () => ({ rules: {} }),
    add(state, event) {
      const rules = ready.byEvent.get(event.name)
      if (rules === undefined || event.excluded !== null || !isTime(event.at)) return
      const day = ready.calendar.dayOf(event.at)
      for (const { rule, remember } of rules) {
        const known = Object.hasOwn(state.rules, rule.id) ? state.rules[rule.id] : undefined
        const kept = remember(known, event, day)
        if (kept !== undefined) state.rules[rule.id] = kept
      }
    },
    standing: (state, traits, at) => readStanding(ready, state, traits, at),
    explain: (events, traits, at) => explain(ready, events, traits, at),
  }
}
