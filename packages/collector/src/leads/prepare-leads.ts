import type { Scorer } from '@leadlight/scoring'
import { compareEvents } from '../identity/moment.ts'
import type { Transaction } from '../storage/port.ts'
import { addToLead } from './add-to-lead.ts'
import { additionsOf } from './additions-of.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'

type Place = { value: number; id: string } | null

/** Few, because nothing else is stored meanwhile. */
const LEADS_AT_ONCE = 50

/** What was done: up to which place, null for the end, and with how many leads. */
export interface Prepared {
  after: Place
  count: number
}

/** Works out what some leads, those that follow a place, are by another model, and keeps it beside what they are. */
export async function prepareLeads(
  transaction: Transaction,
  after: Place,
  scorer: Scorer,
  now: number,
): Promise<Prepared> {
  const listing = { by: 'firstSeen', descending: false, after, limit: LEADS_AT_ONCE } as const
  const leads = await transaction.listLeads(listing)
  await prepare(transaction, leads, scorer, now)
  const last = leads.at(-1)
  return { after: last === undefined ? null : { value: last.firstSeen, id: last.id }, count: leads.length }
}

/** The same for leads that are named; those that are no more are left out. */
export async function prepareNamed(
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
  const additions = await additionsOf(transaction, ids)
  await transaction.saveNextLeads(
    leads.map(({ id, userId, emails, owner }) => {
      const other = newLead(id, scorer.empty())
      Object.assign(other, { userId, emails, owner, by: scorer.model.version })
      const placed = additions.get(id) ?? []
      for (const item of placed.toSorted((a, b) => compareEvents(a.event, b.event))) {
        addToLead(other, item, scorer)
      }
      rateLead(other, scorer, now)
      return other
    }),
  )
}
