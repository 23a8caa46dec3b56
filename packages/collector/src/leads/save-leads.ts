import type { Scorer } from '@leadlight/scoring'
import type { Group } from '../identity/group-persons.ts'
import { compareMoments } from '../identity/moment.ts'
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
    rateLead(lead, scorer, now)
    return { lead, searchText: searchText(lead) }
  })
  if (leads.length > 0) await transaction.saveLeads(leads)
  if (update.gone.length > 0) await transaction.deleteLeads(update.gone)
}

function nameLead(lead: LeadRecord, group: Group): void {
  const [root] = group
  lead.userId = isUserKey(root.key) ? nameIn(root.key) : null
  lead.emails = group
    .filter((person) => !isUserKey(person.key))
    .sort((a, b) => compareMoments(a.seen, b.seen))
    .map((person) => nameIn(person.key))
}
