import type { Erasure } from '@leadlight/protocol'
import type { Scorer } from '@leadlight/scoring'
import { spamAbout } from '../forms/spam-folder.ts'
import { aliasedVisitor } from '../identity/event-identifiers.ts'
import type { Person } from '../identity/person.ts'
import { idOfKey } from '../identity/person-key.ts'
import { visitorSubject } from '../identity/subject.ts'
import { readHistory } from '../leads/history.ts'
import { findLead, normalizeName } from '../leads/read/find-lead.ts'
import { rebuildLeads } from '../leads/rescore.ts'
import { tolerantScorer } from '../leads/tolerant-scorer.ts'
import { createModelExpectation } from '../model/expect-model.ts'
import type { Store, Transaction } from '../storage/port.ts'
import { deleteSharedDocuments } from './delete-shared-documents.ts'
import { eventName, leadName } from './erased-names.ts'
import { createKeyedHash, newSecret } from './keyed-hash.ts'
import { recomputePersons } from './recompute-persons.ts'
import { rejectedOf } from './rejected-of.ts'
import { splitVisitors } from './split-visitors.ts'

/**
 * Erases a lead: its persons, their events, visits and visitors, and rejected messages that name them. Only marks stay: keyed
 * hashes by which repeated old events are recognized and refused. New acts of the same person start a new lead. On a device
 * shared with others, their events stay, and their leads are rebuilt. Undefined when there is no such lead and none was erased
 * under this name.
 *
 * @param name any name that the API accepts
 * @param now milliseconds since 1970
 * @throws StaleModelError; StoreUnavailableError, also when the lead is erased but not yet scrubbed from the disk; repeat the call then
 */
export async function eraseLead(
  store: Store,
  scorer: Scorer,
  name: string,
  now: number,
): Promise<Erasure | undefined> {
  const expectModel = createModelExpectation(scorer)
  const erased = await store.transact(async (transaction) => {
    const erasures = await transaction.erasures(true)
    await expectModel(transaction)
    const secret = erasures?.secret ?? newSecret()
    const lead = await findLead(transaction, name)
    if (lead === null) return await eraseAgain(transaction, secret, name)
    const save = (names: string[]) => saveMarks(transaction, secret, names, now)
    return await eraseFound(transaction, lead, scorer, now, save)
  })
  if (erased === undefined) return undefined
  await store.scrub(erased.texts)
  return erased.erasure
}

interface Erased {
  erasure: Erasure
  /** Texts of the lead, to verify that none is left on the disk. */
  texts: string[]
}

async function eraseFound(
  transaction: Transaction,
  lead: string,
  scorer: Scorer,
  now: number,
  save: (names: string[]) => Promise<void>,
): Promise<Erased> {
  const members = await transaction.members([lead])
  const keys = members.map((person) => person.key)
  const { history, split } = await readSplit(transaction, keys)
  const { gone, kept, events } = split
  events.push(...[...history.withoutVisitor.values()].flat().map(({ event }) => event))
  events.push(...(await spamAbout(transaction, keys)))
  const visitors = gone.map(({ id }) => id)
  const rejected = await rejectedOf(transaction, keys, visitors)

  await transaction.deleteEvents(events)
  await transaction.deleteVisitors(gone)
  await transaction.saveVisitors(kept)
  await transaction.deletePersons(keys)
  await transaction.deleteLeads([lead])
  await transaction.deleteRejected(rejected.map(({ id }) => id))
  await transaction.deleteDocumentsAbout([...keys, ...visitors.map(visitorSubject)])
  const shared = kept.flatMap(({ visitor }) => history.visitors.get(visitor.id)?.visitor ?? [])
  await deleteSharedDocuments(transaction, shared, new Set(keys))
  await save([
    ...keys,
    ...members.map((person) => leadName(person.id)),
    ...visitors.map(visitorSubject),
    ...events.map(eventName),
  ])
  const mended = await recomputePersons(transaction, events, new Set(keys))
  const sharing = [
    ...split.sharing,
    ...kept.flatMap(({ visitor }) => visitor.runs.map((identification) => identification.person)),
  ]
  const others = (await transaction.persons(sharing)).map((person) => person.lead)
  // The visits of a shared device, and thereby scores, may have changed.
  await rebuildLeads(transaction, [...new Set([...mended, ...others])], tolerantScorer(scorer), now)
  const erasure = {
    lead,
    erasedAt: new Date(now).toISOString(),
    events: events.length,
    visitors: visitors.length,
    rejected: rejected.length,
  }
  return { erasure, texts: textsOf(members, visitors) }
}

/** Splits the history of these persons and their visitors, including visitors that their events alias. */
async function readSplit(transaction: Transaction, keys: string[]) {
  const visitors = await transaction.visitorsOf(keys)
  const history = await readHistory(transaction, visitors, keys)
  const split = splitVisitors(history, new Set(keys))
  const known = new Set(visitors.map(({ id }) => id))
  const spokenOf = split.events.flatMap((event) => aliasedVisitor(event) ?? []).filter((id) => !known.has(id))
  if (spokenOf.length === 0) return { history, split }
  const all = await readHistory(transaction, [...visitors, ...(await transaction.visitors(spokenOf))], keys)
  return { history: all, split: splitVisitors(all, new Set(keys)) }
}

/** Handles a repeated request, made when scrubbing failed; the texts to look for are no longer known then. */
async function eraseAgain(
  transaction: Transaction,
  secret: string,
  name: string,
): Promise<Erased | undefined> {
  const hash = await createKeyedHash(secret)
  const [found] = await transaction.erased([await hash(normalizeName(name)), await hash(leadName(name))])
  if (found === undefined) return undefined
  const erasedAt = new Date(found.until).toISOString()
  return { erasure: { lead: name, erasedAt, events: 0, visitors: 0, rejected: 0 }, texts: [] }
}

async function saveMarks(
  transaction: Transaction,
  secret: string,
  names: string[],
  until: number,
): Promise<void> {
  const hash = await createKeyedHash(secret)
  const marks = await Promise.all(names.map(async (name) => ({ mark: await hash(name), until })))
  await transaction.saveErasures({ secret, latest: until }, marks)
}

function textsOf(members: Person[], visitors: string[]): string[] {
  return [...visitors, ...members.flatMap(({ key, id }) => [idOfKey(key), id])]
}
