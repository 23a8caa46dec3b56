import type { Scorer } from '@leadlight/scoring'
import { compareEvents } from '../identity/moment.ts'
import { subjectOf } from '../identity/naming.ts'
import { personOf } from '../identity/runs.ts'
import type { Transaction, Verdict, VisitorChange } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { Placed } from '../visits/extend-visits.ts'
import type { Visitor } from '../visits/visitor.ts'
import { appendEvents } from './append-events.ts'
import { eventsWithPersons, type History, placeDirect, readHistory } from './history.ts'
import { saveLeads } from './save-leads.ts'
import { type PersonsUpdate, updatePersons } from './update-persons.ts'
import { type TouchedVisitor, updateVisitors, wasAnonymous } from './update-visitors.ts'

/**
 * Takes a group of events in: appends them to the log, then brings visitors, persons and leads up to date. What comes in
 * order is added to what is remembered. What changes the meaning of earlier events has the leads concerned worked out
 * anew from the log, so that the outcome is the same for every order, batching and repetition.
 *
 * @param now when the leads are rated for, in milliseconds since 1970
 */
export async function absorb(
  transaction: Transaction,
  arrived: StoredEvent[],
  scorer: Scorer,
  now: number,
): Promise<Verdict[]> {
  const { events, verdicts } = await appendEvents(transaction, arrived)
  const fresh = events.filter((event, index) => verdicts[index] === 'new' && !event.bot).sort(compareEvents)
  if (fresh.length === 0) return verdicts

  const touched = await updateVisitors(transaction, fresh)
  const update = await updatePersons(transaction, fresh, personsOfVisitors(touched))
  const leadOf = (person: string | null) => (person === null ? undefined : update.persons.get(person)?.lead)
  const rebuilt = leadsToRebuild(touched, update, leadOf)
  const history = await readForRebuilding(transaction, touched, update, rebuilt)

  const additions = createAdditions(leadOf)
  for (const [person, placed] of eventsWithPersons(history)) {
    const visitor = placed.event.anonymousId === null ? undefined : touched.get(placed.event.anonymousId)
    const allNew = visitor !== undefined && visitor.extended === null && wasAnonymous(visitor)
    additions.add(person, placed, (lead) => allNew || rebuilt.has(lead))
  }
  for (const { extended } of touched.values()) {
    for (const placed of extended?.placed ?? []) {
      const person = extended && personOf(extended.visitor, placed.event)
      additions.add(person, placed, (lead) => !rebuilt.has(lead))
    }
  }
  for (const placed of placeDirect(fresh.filter((event) => event.anonymousId === null))) {
    additions.add(subjectOf(placed.event), placed, (lead) => !rebuilt.has(lead))
  }

  await transaction.saveVisitors(visitorChanges(touched, history))
  await transaction.savePersons(update.changed)
  await saveLeads(transaction, { update, rebuilt, additions: additions.byLead }, scorer, now)
  return verdicts
}

type LeadOf = (person: string | null) => string | undefined

/** Everybody whose events are concerned: of a visitor to be worked out anew, all it ever was. */
function* personsOfVisitors(touched: Map<string, TouchedVisitor>): Generator<string> {
  for (const { persons, extended } of touched.values()) {
    if (extended === null) yield* persons
    for (const { event } of extended?.placed ?? []) {
      const person = extended && personOf(extended.visitor, event)
      if (person !== null) yield person
    }
  }
}

/** Leads whose past has changed. */
function leadsToRebuild(
  touched: Map<string, TouchedVisitor>,
  update: PersonsUpdate,
  leadOf: LeadOf,
): Set<string> {
  const rebuilt = new Set(update.regrouped)
  for (const visitor of touched.values()) {
    if (visitor.extended !== null || wasAnonymous(visitor)) continue
    for (const person of visitor.persons) {
      const lead = leadOf(person)
      if (lead !== undefined) rebuilt.add(lead)
    }
  }
  return rebuilt
}

/** The log of the visitors that cannot do without it, and of everybody in the leads to rebuild. */
async function readForRebuilding(
  transaction: Transaction,
  touched: Map<string, TouchedVisitor>,
  update: PersonsUpdate,
  rebuilt: Set<string>,
): Promise<History> {
  const members = new Set(
    [...rebuilt].flatMap((lead) => update.groups.get(lead)?.map(({ key }) => key) ?? []),
  )
  const linked = members.size === 0 ? [] : await transaction.visitorsOf([...members])
  const visitors = new Map<string, Visitor>(linked.map((visitor) => [visitor.id, visitor]))
  for (const [id, { before, extended }] of touched) {
    // The links of this very group are not saved yet.
    const joins = extended?.visitor.runs.some((run) => members.has(run.person)) ?? true
    if (joins || visitors.has(id)) visitors.set(id, before)
  }
  return await readHistory(transaction, [...visitors.values()], [...members])
}

function createAdditions(leadOf: LeadOf) {
  const byLead = new Map<string, Placed[]>()
  return {
    byLead,
    add(person: string | null, placed: Placed, wanted: (lead: string) => boolean) {
      const lead = leadOf(person)
      if (lead === undefined || !wanted(lead)) return
      const others = byLead.get(lead)
      if (others === undefined) byLead.set(lead, [placed])
      else others.push(placed)
    },
  }
}

function visitorChanges(touched: Map<string, TouchedVisitor>, history: History): VisitorChange[] {
  return Array.from(touched).flatMap(([id, { before, extended }]) => {
    const update = extended ?? history.visitors.get(id)
    if (update === undefined) return []
    const known = new Set(before.runs.map((run) => run.person))
    const said = [...update.visitor.runs, ...(update.visitor.decisions ?? [])].map(({ person }) => person)
    const linked = new Set(said.filter((person) => !known.has(person)))
    const { visitor, begun } = update
    const replaces = extended === null ? update.placed.map(({ event }) => event.at) : []
    return [{ visitor, visits: begun, replaces, linked: [...linked] }]
  })
}
