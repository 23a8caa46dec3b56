import { addManual } from '../manual/manual.ts'
import type { ScoreState, ScoringEvent } from '../scorer.ts'
import { isTime } from './calendar.ts'
import type { CompiledModel } from './compile-model.ts'

/** Adds an event to a lead's state, which is mutated. Events may come in any order, each exactly once. */
export function addEvent({ byEvent, calendar }: CompiledModel, state: ScoreState, event: ScoringEvent): void {
  if (event.excluded !== null || !isTime(event.at)) return
  addManual(state, event)
  const rules = byEvent.get(event.name)
  if (rules === undefined) return
  const day = calendar.dayOf(event.at)
  for (const { rule, remember } of rules) {
    const known = Object.hasOwn(state.rules, rule.id) ? state.rules[rule.id] : undefined
    const kept = remember(known, event, day)
    if (kept !== undefined) state.rules[rule.id] = kept
  }
}
