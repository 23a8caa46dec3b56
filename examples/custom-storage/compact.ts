import type {
  DocumentName,
  LogCut,
  RejectedMessage,
  StoredEvent,
  Transaction,
  Visit,
  VisitorChange,
} from '@leadlight/collector'
import type { Call, CallOf, Entry, WritingMethod } from './entry.ts'

type RankedLead = Parameters<Transaction['saveLeads']>[0][number]

/** A journal that comes to the same, without anything that was deleted or replaced. */
export function compact(entries: Entry[]): Entry[] {
  const events = new Map<string, StoredEvent>()
  const rejected: (RejectedMessage | null)[] = []
  const visitors = new Map<string, VisitorChange>()
  let leads = new Map<string, RankedLead>()
  /** Those beside. */
  let next = new Map<string, RankedLead>()
  /** Of all other things the last word counts; by method and key. */
  const saved = new Map<string, Call>()
  const cuts: LogCut[] = []

  const save = (call: Call, key: string) => saved.set(`${call.method} ${key}`, call)
  const forget = (method: WritingMethod, key: string) => saved.delete(`${method} ${key}`)
  const wordsOf = (id: string) => leads.get(id)?.words ?? []
  const effects: { [Method in WritingMethod]: (...args: CallOf<Method>['args']) => void } = {
    insertEvents(list) {
      for (const event of list) if (!events.has(keyOf(event))) events.set(keyOf(event), event)
    },
    deleteEvents(list) {
      for (const event of list) events.delete(keyOf(event))
    },
    insertRejected(messages) {
      rejected.push(...messages)
    },
    deleteRejected(numbers) {
      for (const number of numbers) rejected[number] = null
    },
    saveVisitors(changes) {
      for (const change of changes) mergeVisitor(visitors, change)
    },
    deleteVisitors(deleted) {
      for (const { id } of deleted) visitors.delete(id)
    },
    savePersons(persons) {
      for (const person of persons) save({ method: 'savePersons', args: [[person]] }, person.key)
    },
    deletePersons(keys) {
      for (const key of keys) forget('savePersons', key)
      for (const change of visitors.values()) {
        change.linked = change.linked.filter((person) => !keys.includes(person))
      }
    },
    saveLeads(ranked) {
      for (const { lead, words } of ranked) leads.set(lead.id, { lead, words: words ?? wordsOf(lead.id) })
    },
    deleteLeads(ids) {
      for (const id of ids) {
        leads.delete(id)
        next.delete(id)
      }
    },
    saveNextLeads(records) {
      for (const lead of records) next.set(lead.id, { lead, words: wordsOf(lead.id) })
    },
    swapLeads() {
      const before = leads
      leads = next
      next = before
    },
    dropNextLeads(limit) {
      for (const id of [...next.keys()].slice(0, limit)) next.delete(id)
    },
    saveErasures(erasures, marks) {
      const before = saved.get('saveErasures all')
      const known = before?.method === 'saveErasures' ? before.args[1] : []
      save({ method: 'saveErasures', args: [erasures, [...known, ...marks]] }, 'all')
    },
    saveSetting(name, value) {
      save({ method: 'saveSetting', args: [name, value] }, name)
    },
    saveDocuments(documents) {
      for (const document of documents)
        save({ method: 'saveDocuments', args: [[document]] }, nameOf(document))
    },
    deleteDocuments(names) {
      for (const name of names) forget('saveDocuments', nameOf(name))
    },
    deleteDocumentsAbout(persons) {
      for (const [key, { method, args }] of saved) {
        const about = method === 'saveDocuments' ? args[0][0]?.about : null
        if (about != null && persons.includes(about)) saved.delete(key)
      }
    },
  }
  for (const entry of entries) {
    if ('cut' in entry) {
      cuts.push(entry.cut)
      for (const [key, event] of events) if (isCut(event, entry.cut)) events.set(key, emptied(event))
    } else for (const { method, args } of entry.calls) Reflect.apply(effects[method], effects, args)
  }

  const removed = rejected.flatMap((message, number) => (message === null ? [number] : []))
  const calls: Call[] = [
    { method: 'insertEvents', args: [[...events.values()]] },
    { method: 'insertRejected', args: [rejected.map((message) => message ?? blank)] },
    { method: 'deleteRejected', args: [removed] },
    { method: 'saveVisitors', args: [[...visitors.values()]] },
    { method: 'saveLeads', args: [[...next.values()]] },
    { method: 'swapLeads', args: [] },
    { method: 'saveLeads', args: [[...leads.values()]] },
    ...saved.values(),
  ]
  return [{ calls }, ...cuts.map((cut) => ({ cut }))]
}

/** Holds the place of a message that is gone, so that the others keep their numbers. */
const blank: RejectedMessage = { site: '', messageId: null, receivedAt: 0, reason: '', message: '' }

function keyOf({ messageId, site, trusted }: StoredEvent): string {
  return JSON.stringify([messageId, site, trusted])
}

function nameOf({ collection, id }: DocumentName): string {
  return JSON.stringify([collection, id])
}

function isCut(event: StoredEvent, { before, types, except }: LogCut): boolean {
  return (
    event.receivedAt < before && !event.trusted && types.includes(event.type) && !except.includes(event.name)
  )
}

/** An event that is known to have been there, and nothing else of it. */
function emptied(event: StoredEvent): StoredEvent {
  return { ...event, properties: {}, context: {}, traits: null, source: null }
}

function mergeVisitor(
  visitors: Map<string, VisitorChange>,
  { visitor, visits, replaces, linked }: VisitorChange,
): void {
  const before = visitors.get(visitor.id)
  const kept = (before?.visits ?? []).filter((visit: Visit) => !replaces.includes(visit.start.at))
  const all = new Set([...(before?.linked ?? []), ...linked])
  visitors.set(visitor.id, { visitor, visits: [...kept, ...visits], replaces: [], linked: [...all] })
}
