import type { Lead } from '@leadlight/protocol'
import type { Scorer } from '@leadlight/scoring'
import { StaleModelError } from '../../model/stale-model-error.ts'
import type { LeadRecord } from '../lead-record.ts'
import { standingOf } from '../rate-lead.ts'
import { isStale } from '../save-leads.ts'
import { traitValues } from '../traits.ts'

/** A lead as the API returns it, with its exact score at `at`, in milliseconds since 1970. */
export function presentLead(record: LeadRecord, scorer: Scorer, at: number): Lead {
  if (isStale(record, scorer.model.version)) throw new StaleModelError('The lead is scored by another model.')
  const { changesAt: _, reached: __, ...standing } = standingOf(record, scorer, at)
  const { id, userId, emails, owner, visitors, firstTouch, lastTouch } = record
  const traits = traitValues(record.traits)
  return {
    id,
    email: emails.find((email) => email === traits.email) ?? emails[0] ?? null,
    userId,
    traits,
    ...standing,
    firstSource: firstTouch?.source ?? null,
    lastSource: lastTouch?.source ?? null,
    owner,
    firstSeen: new Date(record.firstSeen).toISOString(),
    lastSeen: new Date(record.lastSeen).toISOString(),
    visitors,
  }
}
