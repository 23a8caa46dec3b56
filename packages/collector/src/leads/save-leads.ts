import type { Scorer } from '@leadlight/scoring'
import { crossingDocument } from '../crossings/crossing.ts'
import { findCrossings, type LeadBefore, leadBefore, type News } from '../crossings/find-crossings.ts'
import { compareEvents } from '../identity/event-position.ts'
import { compareNames, type Group } from '../identity/group-persons.ts'
import { idOfKey, isUserKey } from '../identity/person-key.ts'
import { markChanged } from '../model/changed-leads.ts'
import { searchedText, searchWords } from '../search/search-words.ts'
import type { Document } from '../storage/documents.ts'
import type { RankedLead, Transaction } from '../storage/port.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { addToLead } from './add-to-lead.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'
import { readEventsByLead } from './read-events-by-lead.ts'
import type { PersonsUpdate } from './update-persons.ts'

/** Changes to leads. */
export interface LeadChanges {
  update: Pick<PersonsUpdate, 'groups' | 'changed' | 'gone' | 'former'>
  /** Leads to recompute: their additions are all their events. */
  rebuilt: Set<string>
  /** Events to add, by lead. */
  additions: Map<string, PlacedEvent[]>
  /** New events by lead; others cause no crossings. */
  news?: Map<string, News>
  /** Whether another model is being prepared, so that leads that change must be noted. */
  coming?: boolean
}

/** Adds events to their leads, sets their names, rates and saves them; `now` in milliseconds since 1970. */
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
  if (stale.length > 0) await rebuildStale(transaction, stale, { rebuilt, additions, news })
  const before = leadsBefore(known, update.former, news, scorer, now)
  // Taken now, because adding events changes the stored leads.
  const foundBefore = new Map(stored.map((lead) => [lead.id, foundBy(lead)]))
  const leads = Array.from(ids, (id) => {
    const lead = (rebuilt.has(id) ? undefined : known.get(id)) ?? newLead(id, scorer.empty())
    addAll(lead, additions.get(id) ?? [], scorer)
    const group = update.groups.get(id)
    if (group !== undefined) nameLead(lead, group)
    return lead
  })
  // A name without any event is not a lead yet, such as an address that was unlinked from its user.
  const [some, none] = [leads.filter(isSomebody), leads.filter((lead) => !isSomebody(lead))]
  for (const lead of some) rateLead(lead, scorer, now)
  if (some.length > 0) {
    const keepsWords = (lead: LeadRecord) =>
      !rebuilt.has(lead.id) && foundBefore.get(lead.id) === foundBy(lead)
    await transaction.saveLeads(
      some.map((lead): RankedLead => ({ lead, words: keepsWords(lead) ? null : searchWords(lead) })),
    )
    if (coming) {
      await markChanged(
        transaction,
        some.map(({ id }) => id),
      )
    }
  }
  const crossings = some.flatMap((lead) =>
    crossingsOf(lead, before.get(lead.id), news.get(lead.id), scorer, now),
  )
  if (crossings.length > 0) await transaction.saveDocuments(crossings)
  const gone = [...update.gone, ...none.map(({ id }) => id)]
  if (gone.length > 0) await transaction.deleteLeads(gone)
}

/** Has leads that are scored by another model recomputed. Mutates the changes. */
async function rebuildStale(
  transaction: Transaction,
  stale: string[],
  { rebuilt, additions, news }: Required<Pick<LeadChanges, 'rebuilt' | 'additions' | 'news'>>,
): Promise<void> {
  for (const [id, all] of await readEventsByLead(transaction, stale)) {
    // A new model causes no crossings, not even when an event arrives before its lead was recomputed.
    news.delete(id)
    additions.set(id, all)
    rebuilt.add(id)
  }
}

/** The states of leads before their news, by id; including the leads that merge into them. */
function leadsBefore(
  known: ReadonlyMap<string, LeadRecord>,
  former: ReadonlyMap<string, Set<string>>,
  news: ReadonlyMap<string, News>,
  scorer: Scorer,
  now: number,
): Map<string, LeadBefore> {
  return new Map(
    Array.from(news, ([id, { first }]) => {
      const others = Array.from(former.get(id) ?? []).flatMap((other) => known.get(other) ?? [])
      return [id, leadBefore(known.get(id), others, scorer, Math.min(now, first - 1))]
    }),
  )
}

/** The documents of the crossings that news of a lead cause; none without news. */
function crossingsOf(
  lead: LeadRecord,
  before: LeadBefore | undefined,
  news: News | undefined,
  scorer: Scorer,
  now: number,
): Document[] {
  if (before === undefined || news === undefined) return []
  const changes = findCrossings(lead, before, news, scorer, now)
  return changes.map((change) => crossingDocument(lead, change, scorer, now))
}

/** What a lead is found by: while this is unchanged, so are its search words and its position for `fillWords`. */
function foundBy(lead: LeadRecord): string {
  return `${lead.firstSeen}\n${searchedText(lead)}`
}

/** Adds events to a lead, in order if the stage depends on it. Mutates the lead. */
function addAll(lead: LeadRecord, events: PlacedEvent[], scorer: Scorer): void {
  lead.by = scorer.model.version
  const inOrder = scorer.remembersStage ? events.toSorted((a, b) => compareEvents(a.event, b.event)) : events
  for (const placed of inOrder) addToLead(lead, placed, scorer)
}

/** Whether a lead is scored by another model, so that no event can be added to its state. */
export function isStale({ by }: LeadRecord, version: number): boolean {
  return by !== undefined && by !== version
}

function isSomebody(lead: LeadRecord): boolean {
  return Number.isFinite(lead.firstSeen)
}

function nameLead(lead: LeadRecord, group: Group): void {
  const [root] = group
  const names = group.toSorted(compareNames)
  const user = isUserKey(root.key) ? root : names.find(({ key }) => isUserKey(key))
  lead.userId = user === undefined ? null : idOfKey(user.key)
  lead.emails = names.filter(({ key }) => !isUserKey(key)).map(({ key }) => idOfKey(key))
}
