import type { Scorer } from '@leadlight/scoring'
import type { News } from '../crossings/find-crossings.ts'
import { eventKey } from '../identity/event-position.ts'
import { isLinkDecision } from '../identity/link-decision.ts'
import { subjectOf } from '../identity/subject.ts'
import { personOf } from '../identity/visitor-identity.ts'
import { isImported } from '../import/imported.ts'
import type { Transaction, Verdict, VisitorChange } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import type { Visitor, VisitorUpdate } from '../visits/visitor.ts'
import { appendEvents } from './append-events.ts'
import { eventsWithPersons, type History, placeWithoutVisit, readHistory } from './history.ts'
import { type LeadRecord, latestOf } from './lead-record.ts'
import { saveLeads } from './save-leads.ts'
import { type PersonsUpdate, updatePersons } from './update-persons.ts'
import { type TouchedVisitor, updateVisitors, wasAnonymous } from './update-visitors.ts'

/**
 * Appends a group of events to the log, and updates visitors, persons and leads. Events in order of time are added to what is
 * stored. Where an event changes the meaning of earlier ones, the affected leads are rebuilt from the log, so that the result
 * is the same for every order, batching and repetition.
 *
 * @param now time for which leads are rated, in milliseconds since 1970
 * @param coming whether another model is being prepared; leads that change are then noted for it
 */
export async function applyEvents(
  transaction: Transaction,
  arrived: StoredEvent[],
  scorer: Scorer,
  now: number,
  coming = false,
): Promise<Verdict[]> {
  const { events, verdicts } = await appendEvents(transaction, arrived)
  const fresh = events.filter((event, index) => verdicts[index] === 'new' && !event.bot)
  if (fresh.length === 0) return verdicts

  const touched = await updateVisitors(transaction, fresh)
  const update = await updatePersons(transaction, fresh, personsOfVisitors(touched))
  const leadOf = (person: string | null) => (person === null ? undefined : update.persons.get(person)?.lead)
  const rebuilt = leadsToRebuild(touched, update, leadOf)
  if (scorer.remembersStage) {
    for (const lead of await leadsOutOfOrder(transaction, touched, fresh, leadOf)) rebuilt.add(lead)
  }
  const history = await readForRebuilding(transaction, touched, update, rebuilt)
  const additions = findAdditions({ fresh, touched, history, rebuilt }, leadOf)

  await transaction.saveVisitors(visitorChanges(touched, history))
  await transaction.savePersons(update.changed)
  const news = findNews(fresh, additions)
  await saveLeads(transaction, { update, rebuilt, additions, news, coming }, scorer, now)
  return verdicts
}

type LeadOf = (person: string | null) => string | undefined

/** The persons whose events are affected: for a visitor that must be rebuilt, everybody it was ever identified as. */
function* personsOfVisitors(touched: Map<string, TouchedVisitor>): Generator<string> {
  for (const { persons, extended } of touched.values()) {
    if (extended === null) yield* persons
    for (const [person] of personsIn(extended)) yield person
  }
}

/** A visitor's new events with their persons; none while the visitor is anonymous. */
function personsIn(update: VisitorUpdate | null): [person: string, placed: PlacedEvent][] {
  if (update === null || update.visitor.runs.length === 0) return []
  return update.placed.flatMap((placed): [string, PlacedEvent][] => {
    const person = personOf(update.visitor, placed.event)
    return person === null ? [] : [[person, placed]]
  })
}

/** The leads whose past has changed. */
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

/** The leads with an event that is older than their latest one; matters if the model remembers stages. */
async function leadsOutOfOrder(
  transaction: Transaction,
  touched: Map<string, TouchedVisitor>,
  fresh: StoredEvent[],
  leadOf: LeadOf,
): Promise<string[]> {
  const first = new Map<string, number>()
  const note = (person: string | null, at: number) => {
    const lead = leadOf(person)
    if (lead !== undefined) first.set(lead, Math.min(at, first.get(lead) ?? at))
  }
  for (const { extended, persons } of touched.values()) {
    // The past of a visitor may be older than everything known of the lead it joins.
    if (extended === null) for (const person of persons) note(person, Number.NEGATIVE_INFINITY)
    for (const [person, { event }] of personsIn(extended)) note(person, event.at)
  }
  for (const event of fresh) if (event.anonymousId === null) note(subjectOf(event), event.at)
  const stored = first.size === 0 ? [] : await transaction.leads([...first.keys()])
  const isOutOfOrder = (lead: LeadRecord) => (first.get(lead.id) ?? latestOf(lead)) < latestOf(lead)
  return stored.filter(isOutOfOrder).map(({ id }) => id)
}

/** Times of new events, by lead; imported history and decisions about links do not count as news. */
function findNews(fresh: StoredEvent[], additions: Map<string, PlacedEvent[]>): Map<string, News> {
  const news = new Map<string, News>()
  if (additions.size === 0) return news
  const recent = new Set(fresh.filter((event) => !isImported(event) && !isLinkDecision(event)))
  if (recent.size === 0) return news
  let keys: Set<string> | undefined
  const isRecent = (event: StoredEvent) => {
    if (recent.has(event)) return true
    // The events of a rebuilt lead were read from the log, so they are different objects.
    keys ??= new Set(Array.from(recent, eventKey))
    return keys.has(eventKey(event))
  }
  for (const [lead, placed] of additions) {
    const times = placed.filter(({ event }) => isRecent(event)).map(({ event }) => event.at)
    if (times.length > 0) news.set(lead, { first: Math.min(...times), last: Math.max(...times) })
  }
  return news
}

/** Reads the history of the visitors that must be rebuilt, and of all members of the leads to rebuild. */
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
    // Links found in this group are not saved yet.
    const joins = extended?.visitor.runs.some((identification) => members.has(identification.person)) ?? true
    if (joins || visitors.has(id)) visitors.set(id, before)
  }
  return await readHistory(transaction, [...visitors.values()], [...members])
}

/** The events to add, by lead: for rebuilt leads, all events of their history; for others, those that are new to them. */
function findAdditions(
  {
    fresh,
    touched,
    history,
    rebuilt,
  }: {
    fresh: StoredEvent[]
    touched: Map<string, TouchedVisitor>
    history: History
    rebuilt: Set<string>
  },
  leadOf: LeadOf,
): Map<string, PlacedEvent[]> {
  const additions = new Map<string, PlacedEvent[]>()
  const add = (lead: string, placed: PlacedEvent) => {
    const others = additions.get(lead)
    if (others === undefined) additions.set(lead, [placed])
    else others.push(placed)
  }
  // Whoever is named for the first time brings its whole past, which is new to the lead, even if the lead is not rebuilt.
  const isOfNewlyNamed = ({ event: { anonymousId } }: PlacedEvent) => {
    const visitor = anonymousId === null ? undefined : touched.get(anonymousId)
    return visitor !== undefined && visitor.extended === null && wasAnonymous(visitor)
  }
  for (const [person, placed] of eventsWithPersons(history)) {
    const lead = leadOf(person)
    if (lead !== undefined && (rebuilt.has(lead) || isOfNewlyNamed(placed))) add(lead, placed)
  }
  // The new events of rebuilt leads are in their history already.
  const addNew = (person: string | null, placed: PlacedEvent) => {
    const lead = leadOf(person)
    if (lead !== undefined && !rebuilt.has(lead)) add(lead, placed)
  }
  for (const { extended } of touched.values()) {
    for (const [person, placed] of personsIn(extended)) addNew(person, placed)
  }
  for (const placed of placeWithoutVisit(fresh.filter((event) => event.anonymousId === null))) {
    addNew(subjectOf(placed.event), placed)
  }
  return additions
}

function visitorChanges(touched: Map<string, TouchedVisitor>, history: History): VisitorChange[] {
  return Array.from(touched).flatMap(([id, { before, extended }]) => {
    const update = extended ?? history.visitors.get(id)
    if (update === undefined) return []
    const known = new Set(before.runs.map((identification) => identification.person))
    const said = [...update.visitor.runs, ...(update.visitor.decisions ?? [])].map(({ person }) => person)
    const linked = new Set(said.filter((person) => !known.has(person)))
    const { visitor, begun } = update
    const replaces = extended === null ? update.placed.map(({ event }) => event.at) : []
    return [{ visitor, visits: begun, replaces, linked: [...linked] }]
  })
}
