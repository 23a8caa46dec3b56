import type { Lead } from '@leadlight/protocol'
import type { Scorer, Standing } from '@leadlight/scoring'
import { type LeadRecord, latestOf } from '../lead-record.ts'
import { standingOf } from '../rate-lead.ts'
import { requireFresh } from '../require-fresh.ts'
import { traitValues } from '../traits.ts'

/** The lead with the largest `count` reasons for its score, those by hand included; as it is unless `count` is given. */
export function withReasons(
  lead: Lead,
  record: LeadRecord,
  scorer: Scorer,
  at: number,
  count: number | undefined,
): Lead {
  if (count === undefined) return lead
  const time = Math.max(at, latestOf(record))
  return { ...lead, reasons: scorer.reasons(record.state, lead.traits, time).slice(0, count) }
}

/** What is known of a lead without scoring it. */
export type LeadWithoutStanding = Omit<Lead, keyof Standing>

/** A lead as the API returns it, with its exact score at `at`, in milliseconds since 1970. */
export function presentLead(record: LeadRecord, scorer: Scorer, at: number): Lead {
  requireFresh(record, scorer)
  const { changesAt: _, reached: __, ...standing } = standingOf(record, scorer, at)
  const { id, email, userId, traits, ...others } = presentKnown(record)
  return { id, email, userId, traits, ...standing, ...others }
}

/** A lead as the API returns it, apart from its standing. */
export function presentKnown(record: LeadRecord): LeadWithoutStanding {
  const { id, userId, emails, owner, visitors, firstTouch, lastTouch } = record
  const traits = traitValues(record.traits)
  return {
    id,
    email: emails.find((email) => email === traits.email) ?? emails[0] ?? null,
    userId,
    traits,
    firstSource: firstTouch?.source ?? null,
    lastSource: lastTouch?.source ?? null,
    owner,
    firstSeen: new Date(record.firstSeen).toISOString(),
    lastSeen: new Date(record.lastSeen).toISOString(),
    visitors,
  }
}
