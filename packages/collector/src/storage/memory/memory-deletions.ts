import { eventKey } from '../../identity/event-position.ts'
import { subjectOf } from '../../identity/subject.ts'
import type { Transaction } from '../port.ts'
import { put, type Tables } from './tables.ts'

type Deletions = Pick<Transaction, 'deleteEvents' | 'deleteVisitors' | 'deletePersons' | 'deleteRejected'>

/** Creates deletions that take effect at once; `undo` receives a function that reverts each step. */
export function createMemoryDeletions(tables: Tables, undo: (() => void)[]): Deletions {
  return {
    deleteEvents: async (names) => {
      for (const name of names) {
        const event = tables.events.get(eventKey(name))
        if (event === undefined) continue
        put(tables.events, eventKey(name), undefined, undo)
        const subject = subjectOf(event)
        const others = subject === null ? undefined : tables.bySubject.get(subject)
        if (subject === null || others === undefined) continue
        const left = others.filter((other) => other !== event)
        put(tables.bySubject, subject, left.length > 0 ? left : undefined, undo)
      }
    },
    deleteVisitors: async (visitors) => {
      for (const { id } of visitors) {
        put(tables.visitors, id, undefined, undo)
        put(tables.visits, id, undefined, undo)
        for (const [person, linked] of tables.links) {
          if (!linked.has(id)) continue
          const left = [...linked].filter((visitor) => visitor !== id)
          put(tables.links, person, left.length > 0 ? new Set(left) : undefined, undo)
        }
      }
    },
    deletePersons: async (keys) => {
      for (const key of keys) {
        const person = tables.persons.get(key)
        const members = tables.members.get(person?.lead ?? '')
        const left = [...(members ?? [])].filter((member) => member !== key)
        if (person) put(tables.members, person.lead, left.length > 0 ? new Set(left) : undefined, undo)
        put(tables.persons, key, undefined, undo)
        put(tables.links, key, undefined, undo)
      }
    },
    deleteRejected: async (ids) => {
      for (const id of ids) put(tables.rejected, id, undefined, undo)
    },
  }
}
