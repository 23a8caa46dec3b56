import type { Scorer, StageChange, Standing } from '@leadlight/scoring'
import { type LeadRecord, latestOf } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** A lead's standing at a time, or at its latest event if that is later, since clocks differ. */
export function standingOf(lead: LeadRecord, scorer: Scorer, at: number): Standing {
  const { state } = lead
  const latest = latestOf(lead)
  const traits = traitValues(lead.traits)
  const time = Math.max(at, latest)
  if (!scorer.remembersStage) return scorer.standing(state, traits, time)
  const { reached } = scorer.follow(state, traits, [latest, time], { reached: lead.reached })
  return scorer.standing(state, traits, time, reached)
}

/** Updates a lead's score, grade and stage, which ranking and filters use. Mutates `lead`. */
export function rateLead(lead: LeadRecord, scorer: Scorer, at: number): void {
  const { score, grade, stage, changesAt } = standingOf(lead, scorer, at)
  Object.assign(lead, { score, grade, stage, changesAt } satisfies Partial<LeadRecord>)
}

/**
 * The stage changes of a lead by decay alone, from its latest rating until a time, each at the first millisecond of the new
 * stage. Mutates `lead`: sets the last stage.
 */
export function decayUntil(lead: LeadRecord, scorer: Scorer, until: number): StageChange[] {
  const { state, changesAt } = lead
  if (changesAt === null || changesAt > until) return []
  const traits = traitValues(lead.traits)
  const { reached } = scorer.remembersStage
    ? scorer.follow(state, traits, [latestOf(lead), changesAt - 1], { reached: lead.reached })
    : {}
  const { changes, stage } = scorer.follow(state, traits, [changesAt, until], { stage: lead.stage, reached })
  lead.stage = stage
  return changes
}
