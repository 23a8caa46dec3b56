import type { Scorer } from '@leadlight/scoring'
import { crossingDocument } from '../crossings/crossing.ts'
import { findCrossings, leadBefore, type News } from '../crossings/find-crossings.ts'
import { compareNames, type Group } from '../identity/group-persons.ts'
import { compareEvents } from '../identity/moment.ts'
import { isUserKey, nameIn } from '../identity/naming.ts'
import { noteChanged } from '../model/changed-leads.ts'
import { searchedText, searchWords } from '../search/search-words.ts'
import type { RankedLead, Transaction } from '../storage/port.ts'
import type { Placed } from '../visits/extend-visits.ts'
import { addToLead } from './add-to-lead.ts'
import { additionsOf } from './additions-of.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'
import type { PersonsUpdate } from './update-persons.ts'

/** What is to become of leads. */
export interface LeadChanges {
  update: Pick<PersonsUpdate, 'groups' | 'changed' | 'gone' | 'former'>
  /** Leads to begin anew: their additions are all that they have. */
  rebuilt: Set<string>
  /** Events to add, by lead. */
  additions: Map<string, Placed[]>
  /** By lead, what just happened; what did not just happen sets off no crossing. */
  news?: Map<string, News>
  /** Another model is being prepared: leads that change are noted. */
  coming?: boolean
}

/** Adds events to their leads, names and rates these, and saves them; `now` in milliseconds since 1970. */
export async function saveLeads(
  transaction: Transaction,
  { update, rebuilt, additions, news = new Map(), coming = false }: LeadChanges,
  scorer: Scorer,
  now: number,
): Promise<void> {
  const ids = new Set([...additions.keys(), ...rebuilt, ...update.changed.map((person) => person.lead)])
  const former = [...update.former.values()].flatMap((leads) => [...leads])
  const stored = ids.size === 0 ? [] : await transaction.leads([...new Set([...ids, ...former])])
  const known = new Map(stored.map((lead) => [lead.id, lead]))
  const { version } = scorer.model
  const stale = stored.filter((lead) => ids.has(lead.id) && isStale(lead, version)).map(({ id }) => id)
  for (const [id, all] of stale.length === 0 ? [] : await additionsOf(transaction, stale)) {
    // A new model sets nothing off, not even where something happens before its lead is switched over.
    news.delete(id)
    additions.set(id, all)
    rebuilt.add(id)
  }
  const stood = new Map(
    Array.from(news, ([id, { first }]) => {
      const others = Array.from(update.former.get(id) ?? []).flatMap((other) => known.get(other) ?? [])
      return [id, leadBefore(known.get(id), others, scorer, Math.min(now, first - 1))]
    }),
  )
  const searched = new Map(stored.map((lead) => [lead.id, foundBy(lead)]))
  const leads = Array.from(ids, (id) => {
    const before = known.get(id)
    const lead = before === undefined || rebuilt.has(id) ? newLead(id, scorer.empty()) : before
    lead.owner = before?.owner ?? null
    lead.by = version
    for (const placed of inOrder(additions.get(id) ?? [], scorer)) addToLead(lead, placed, scorer)
    const group = update.groups.get(id)
    if (group !== undefined) nameLead(lead, group)
    return lead
  })
  // Names that nothing was done under, as an address that was taken apart from its user, are no lead yet.
  const [some, none] = [leads.filter(isSomebody), leads.filter((lead) => !isSomebody(lead))]
  for (const lead of some) rateLead(lead, scorer, now)
  if (some.length > 0) {
    const isKnown = (lead: LeadRecord) => !rebuilt.has(lead.id) && searched.get(lead.id) === foundBy(lead)
    const ranked = some.map((lead): RankedLead => ({ lead, words: isKnown(lead) ? null : searchWords(lead) }))
    await transaction.saveLeads(ranked)
    const changed = some.map(({ id }) => id)
    if (coming) await noteChanged(transaction, changed)
  }
  const crossings = some.flatMap((lead) => {
    const [before, recent] = [stood.get(lead.id), news.get(lead.id)]
    if (before === undefined || recent === undefined) return []
    const changes = findCrossings(lead, before, recent, scorer, now)
    return changes.map((change) => crossingDocument(lead, change, scorer, now))
  })
  if (crossings.length > 0) await transaction.saveDocuments(crossings)
  const gone = [...update.gone, ...none.map(({ id }) => id)]
  if (gone.length > 0) await transaction.deleteLeads(gone)
}

/** While it is the same, so are the words of a lead, and its place among those that are still to get them. */
function foundBy(lead: LeadRecord): string {
  return `${lead.firstSeen}\n${searchedText(lead)}`
}

/** Where the stage depends on the way, events are added in their order. */
function inOrder(placed: Placed[], scorer: Scorer): Placed[] {
  return scorer.remembersStage ? placed.toSorted((a, b) => compareEvents(a.event, b.event)) : placed
}

/** Whether a lead is scored by another model, so that nothing can be added to it. */
export function isStale({ by }: LeadRecord, version: number): boolean {
  return by !== undefined && by !== version
}

function isSomebody(lead: LeadRecord): boolean {
  return Number.isFinite(lead.firstSeen)
}

function nameLead(lead: LeadRecord, group: Group): void {
  const [root] = group
  const inOrder = group.toSorted(compareNames)
  const user = isUserKey(root.key) ? root : inOrder.find(({ key }) => isUserKey(key))
  lead.userId = user === undefined ? null : nameIn(user.key)
  lead.emails = inOrder.filter(({ key }) => !isUserKey(key)).map(({ key }) => nameIn(key))
}
