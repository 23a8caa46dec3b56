import type { Scorer, StageChange, Standing } from '@leadlight/scoring'
import { type LeadRecord, latestOf } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** How a lead stands at a time; clocks differ, so an event may lie ahead of it, and then counts as if it were now. */
export function standingOf(lead: LeadRecord, scorer: Scorer, at: number): Standing {
  const { state } = lead
  const latest = latestOf(lead)
  const traits = traitValues(lead.traits)
  const time = Math.max(at, latest)
  if (!scorer.remembersStage) return scorer.standing(state, traits, time)
  const { reached } = scorer.follow(state, traits, [latest, time], { reached: lead.reached })
  return scorer.standing(state, traits, time, reached)
}

/** Writes down how a lead stands, for ranking and filters. */
export function rateLead(lead: LeadRecord, scorer: Scorer, at: number): void {
  const { score, grade, stage, changesAt } = standingOf(lead, scorer, at)
  Object.assign(lead, { score, grade, stage, changesAt } satisfies Partial<LeadRecord>)
}

/**
 * The stages that a lead comes to by time alone, from when it was rated last until a time, each at its first millisecond,
 * however late it is looked at. Writes down the last one.
 */
export function fadeTo(lead: LeadRecord, scorer: Scorer, until: number): StageChange[] {
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
