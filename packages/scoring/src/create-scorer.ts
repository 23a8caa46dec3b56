import { explain } from './explain/explain.ts'
import type { Model } from './model/model.ts'
import { addEvent } from './rule/add-event.ts'
import { compileModel } from './rule/compile-model.ts'
import type { Scorer } from './scorer.ts'
import { readStanding } from './standing/read-standing.ts'

/** Makes a checked model ready to score with; check it by `parseModel` or `modelSchema` first. */
export function createScorer(model: Model): Scorer {
  const ready = compileModel(model)
  return {
    model,
    empty: () => ({ rules: {} }),
    add: (state, event) => addEvent(ready, state, event),
    standing: (state, traits, at) => readStanding(ready, state, traits, at),
    explain: (events, traits, at) => explain(ready, events, traits, at),
  }
}
