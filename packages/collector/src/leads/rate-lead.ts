import type { Scorer, Standing } from '@leadlight/scoring'
import type { LeadRecord } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** How a lead stands at a time; clocks differ, so an event may lie ahead of it, and then counts as if it were now. */
export function standingOf(lead: LeadRecord, scorer: Scorer, at: number): Standing {
  return scorer.standing(lead.state, traitValues(lead.traits), Math.max(at, lead.lastSeen))
}

/** Writes down how a lead stands, for ranking and filters. */
export function rateLead(lead: LeadRecord, scorer: Scorer, at: number): void {
  const { score, grade, stage, changesAt } = standingOf(lead, scorer, at)
  Object.assign(lead, { score, grade, stage, changesAt } satisfies Partial<LeadRecord>)
}
