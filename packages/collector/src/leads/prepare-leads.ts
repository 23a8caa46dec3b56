import type { Scorer } from '@leadlight/scoring'
import { compareEvents } from '../identity/event-position.ts'
import type { Transaction } from '../storage/port.ts'
import { addToLead } from './add-to-lead.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'
import { readEventsByLead } from './read-events-by-lead.ts'

type Place = { value: number; id: string } | null

/** Few, because other writers wait meanwhile. */
const LEADS_AT_ONCE = 50

/** Progress: the place up to which leads are prepared (null at the end), and how many were prepared. */
export interface PreparationProgress {
  after: Place
  count: number
}

/** Scores the leads that follow a place by another model, and stores the results beside the current ones. */
export async function prepareLeads(
  transaction: Transaction,
  after: Place,
  scorer: Scorer,
  now: number,
): Promise<PreparationProgress> {
  const listing = { by: 'firstSeen', descending: false, after, limit: LEADS_AT_ONCE } as const
  const leads = await transaction.listLeads(listing)
  await prepare(transaction, leads, scorer, now)
  const last = leads.at(-1)
  return { after: last === undefined ? null : { value: last.firstSeen, id: last.id }, count: leads.length }
}

/** Like `prepareLeads`, for leads given by id; leads that no longer exist are skipped. */
export async function prepareLeadsById(
  transaction: Transaction,
  ids: string[],
  scorer: Scorer,
  now: number,
): Promise<void> {
  if (ids.length > 0) await prepare(transaction, await transaction.leads(ids), scorer, now)
}

async function prepare(
  transaction: Transaction,
  leads: LeadRecord[],
  scorer: Scorer,
  now: number,
): Promise<void> {
  if (leads.length === 0) return
  const ids = leads.map(({ id }) => id)
  const additions = await readEventsByLead(transaction, ids)
  await transaction.saveNextLeads(
    leads.map(({ id, userId, emails }) => {
      const other = newLead(id, scorer.empty())
      Object.assign(other, { userId, emails, by: scorer.model.version })
      const placed = additions.get(id) ?? []
      for (const item of placed.toSorted((a, b) => compareEvents(a.event, b.event))) {
        addToLead(other, item, scorer)
      }
      rateLead(other, scorer, now)
      return other
    }),
  )
}
