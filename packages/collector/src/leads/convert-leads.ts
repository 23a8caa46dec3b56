import type { Scorer } from '@leadlight/scoring'
import { compareEvents } from '../identity/moment.ts'
import type { Transaction } from '../storage/port.ts'
import { addToLead } from './add-to-lead.ts'
import { additionsOf } from './additions-of.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'
import { rebuildLeads } from './rescore.ts'

type Place = { value: number; id: string } | null

/** Few, because nothing else is stored meanwhile. */
const PREPARED_AT_ONCE = 50
const SWITCHED_AT_ONCE = 200

/** What was done: up to which place, null for the end, and with how many leads. */
export interface Converted {
  after: Place
  count: number
}

/** Works out what the rules of another model remember of some leads, and keeps it beside what those in force do. */
export async function prepareLeads(
  transaction: Transaction,
  after: Place,
  scorer: Scorer,
): Promise<Converted> {
  const leads = await nextLeads(transaction, after, PREPARED_AT_ONCE)
  const additions = await additionsOf(
    transaction,
    leads.map(({ id }) => id),
  )
  for (const lead of leads) {
    const other = newLead(lead.id, scorer.empty())
    const placed = additions.get(lead.id) ?? []
    for (const item of placed.toSorted((a, b) => compareEvents(a.event, b.event)))
      addToLead(other, item, scorer)
    const { state, reached } = other
    lead.next = { by: scorer.model.version, state, ...(reached && { reached }) }
  }
  await save(transaction, leads)
  return converted(leads)
}

/** Switches some leads over to another model: by what was prepared, or by the log where something happened since. */
export async function switchLeads(
  transaction: Transaction,
  after: Place,
  scorer: Scorer,
  now: number,
): Promise<Converted> {
  const { version } = scorer.model
  const leads = await nextLeads(transaction, after, SWITCHED_AT_ONCE)
  const waiting = leads.filter(({ by }) => by !== version)
  const prepared = waiting.flatMap((lead) => {
    const { next, reached: _, ...rest } = lead
    if (next?.by !== version) return []
    const { by, state, reached } = next
    const switched: LeadRecord = { ...rest, by, state, ...(reached && { reached }) }
    rateLead(switched, scorer, now)
    return [switched]
  })
  await save(transaction, prepared)
  const done = new Set(prepared.map(({ id }) => id))
  const others = waiting.map(({ id }) => id).filter((id) => !done.has(id))
  if (others.length > 0) await rebuildLeads(transaction, others, scorer, now)
  return converted(leads)
}

function nextLeads(transaction: Transaction, after: Place, limit: number): Promise<LeadRecord[]> {
  return transaction.listLeads({ by: 'firstSeen', descending: false, after, limit })
}

async function save(transaction: Transaction, leads: LeadRecord[]): Promise<void> {
  if (leads.length === 0) return
  await transaction.saveLeads(leads.map((lead) => ({ lead, words: null })))
}

function converted(leads: LeadRecord[]): Converted {
  const last = leads.at(-1)
  return { after: last === undefined ? null : { value: last.firstSeen, id: last.id }, count: leads.length }
}
