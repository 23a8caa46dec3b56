import { eventKey } from '../../identity/event-position.ts'
import { subjectOf } from '../../identity/subject.ts'
import { ERASURES } from '../erasures-setting.ts'
import type { Transaction } from '../port.ts'
import { createMemoryDeletions } from './memory-deletions.ts'
import { createMemoryDocumentWriting } from './memory-documents.ts'
import { createMemoryLeadWriting } from './memory-leads.ts'
import { createMemorySnapshot } from './memory-snapshot.ts'
import { put, type Tables } from './tables.ts'

/** Creates writes that take effect at once; `undo` receives a function that reverts each step. */
export function createMemoryTransaction(tables: Tables, undo: (() => void)[]): Transaction {
  return {
    ...createMemorySnapshot(tables),
    insertEvents: async (events) =>
      events.map((event) => {
        const known = tables.events.get(eventKey(event))
        if (known !== undefined) return known.fingerprint === event.fingerprint ? 'duplicate' : 'conflict'
        const kept = structuredClone(event)
        put(tables.events, eventKey(event), kept, undo)
        const subject = subjectOf(event)
        if (subject !== null) {
          const events = tables.bySubject.get(subject) ?? []
          tables.bySubject.set(subject, events)
          events.push(kept)
          undo.push(() => events.pop())
        }
        return 'new'
      }),
    insertRejected: async (messages) => {
      for (const message of messages) {
        const id = tables.nextRejected
        tables.nextRejected += 1
        put(tables.rejected, id, { ...message, id }, undo)
      }
    },
    saveVisitors: async (changes) => {
      for (const { visitor, visits, replaces, linked } of changes) {
        put(tables.visitors, visitor.id, JSON.stringify(visitor), undo)
        const times = new Set(replaces)
        const kept = (tables.visits.get(visitor.id) ?? []).filter((visit) => !times.has(visit.start.at))
        put(tables.visits, visitor.id, [...kept, ...visits], undo)
        for (const person of linked) {
          put(tables.links, person, new Set(tables.links.get(person)).add(visitor.id), undo)
        }
      }
    },
    savePersons: async (persons) => {
      for (const person of persons) {
        const before = tables.persons.get(person.key)?.lead
        if (before !== person.lead) {
          const others = Array.from(tables.members.get(before ?? '') ?? []).filter(
            (key) => key !== person.key,
          )
          if (before !== undefined) put(tables.members, before, new Set(others), undo)
          put(tables.members, person.lead, new Set(tables.members.get(person.lead)).add(person.key), undo)
        }
        put(tables.persons, person.key, { ...person }, undo)
      }
    },
    ...createMemoryLeadWriting(tables, undo),
    ...createMemoryDeletions(tables, undo),
    erasures: async () => {
      const saved = tables.settings.get(ERASURES)
      return saved === undefined ? null : JSON.parse(saved)
    },
    saveErasures: async (erasures, marks) => {
      put(tables.settings, ERASURES, JSON.stringify(erasures), undo)
      for (const { mark, until } of marks) {
        put(tables.erased, mark, Math.max(until, tables.erased.get(mark) ?? until), undo)
      }
    },
    saveSetting: async (name, value) => put(tables.settings, name, value, undo),
    ...createMemoryDocumentWriting(tables, undo),
  }
}
