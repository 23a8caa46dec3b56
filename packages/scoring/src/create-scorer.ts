import { explain } from './explain/explain.ts'
import type { Model } from './model/model.ts'
import { addEvent } from './rule/add-event.ts'
import { compileModel } from './rule/compile-model.ts'
import type { Scorer } from './scorer.ts'
import { followDecay } from './standing/follow-decay.ts'
import { readReasons } from './standing/read-reasons.ts'
import { readStanding } from './standing/read-standing.ts'

/** Creates a scorer for a model that was validated by `parseModel` or `modelSchema`. */
export function createScorer(model: Model): Scorer {
  const compiled = compileModel(model)
  return {
    model,
    empty: () => ({ rules: {} }),
    add: (state, event) => addEvent(compiled, state, event),
    remembersStage: compiled.remembersStage,
    standing: (state, traits, at, before) => readStanding(compiled, state, traits, at, before),
    reasons: (state, traits, at) => readReasons(compiled, state, traits, at),
    follow: (state, traits, range, before) => followDecay(compiled, state, traits, range, before),
    explain: (events, traits, at, before) => explain(compiled, events, traits, at, before),
  }
}
