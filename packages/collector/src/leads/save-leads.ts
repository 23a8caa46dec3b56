import type { Scorer } from '@leadlight/scoring'
import { compareNames, type Group } from '../identity/group-persons.ts'
import { isUserKey, nameIn } from '../identity/naming.ts'
import type { Transaction } from '../storage/port.ts'
import type { Placed } from '../visits/extend-visits.ts'
import { addToLead } from './add-to-lead.ts'
import { type LeadRecord, newLead } from './lead-record.ts'
import { rateLead } from './rate-lead.ts'
import { searchText } from './search-text.ts'
import type { PersonsUpdate } from './update-persons.ts'

/** What is to become of leads. */
export interface LeadChanges {
  update: Pick<PersonsUpdate, 'groups' | 'changed' | 'gone'>
  /** Leads to begin anew: their additions are all that they have. */
  rebuilt: Set<string>
  /** Events to add, by lead. */
  additions: Map<string, Placed[]>
}

/** Adds events to their leads, names and rates these, and saves them; `now` in milliseconds since 1970. */
export async function saveLeads(
  transaction: Transaction,
  { update, rebuilt, additions }: LeadChanges,
  scorer: Scorer,
  now: number,
): Promise<void> {
  const ids = new Set([...additions.keys(), ...rebuilt, ...update.changed.map((person) => person.lead)])
  const stored = ids.size === 0 ? [] : await transaction.leads([...ids])
  const known = new Map(stored.map((lead) => [lead.id, lead]))
  const leads = Array.from(ids, (id) => {
    const before = known.get(id)
    const lead = before === undefined || rebuilt.has(id) ? newLead(id, scorer.empty()) : before
    lead.owner = before?.owner ?? null
    for (const placed of additions.get(id) ?? []) addToLead(lead, placed, scorer)
    const group = update.groups.get(id)
    if (group !== undefined) nameLead(lead, group)
    return lead
  })
  // Names that nothing was done under, as an address that was taken apart from its user, are no lead yet.
  const [some, none] = [leads.filter(isSomebody), leads.filter((lead) => !isSomebody(lead))]
  for (const lead of some) rateLead(lead, scorer, now)
  if (some.length > 0) {
    await transaction.saveLeads(some.map((lead) => ({ lead, searchText: searchText(lead) })))
  }
  const gone = [...update.gone, ...none.map(({ id }) => id)]
  if (gone.length > 0) await transaction.deleteLeads(gone)
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
