import { explain } from './explain/explain.ts'
import type { Model } from './model/model.ts'
import { addEvent } from './rule/add-event.ts'
import { compileModel } from './rule/compile-model.ts'
import type { Scorer } from './scorer.ts'
import { followFading } from './standing/follow-fading.ts'
import { readStanding } from './standing/read-standing.ts'

/** Creates a scorer for a model that was validated by `parseModel` or `modelSchema`. */
export function createScorer(model: Model): Scorer {
  const ready = compileModel(model)
  return {
    model,
    empty: () => ({ rules: {} }),
    add: (state, event) => addEvent(ready, state, event),
    remembersStage: ready.remembersStage,
    standing: (state, traits, at, before) => readStanding(ready, state, traits, at, before),
    follow: (state, traits, range, before) => followFading(ready, state, traits, range, before),
    explain: (events, traits, at, before) => explain(ready, events, traits, at, before),
  }
}
