import type { Person } from '../../identity/person.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { Visit } from '../../visits/visit.ts'
import type { Document } from '../documents.ts'
import type { KeptRejection } from '../port.ts'

/**
 * The tables of the memory store. Records are JSON texts, so that callers cannot change them by changing what they read.
 */
export interface Tables {
  /** By `eventKey`. */
  events: Map<string, StoredEvent>
  bySubject: Map<string, StoredEvent[]>
  visitors: Map<string, string>
  /** By visitor. */
  visits: Map<string, Visit[]>
  /** Visitors by person. */
  links: Map<string, Set<string>>
  persons: Map<string, Person>
  /** Keys of persons by lead. */
  members: Map<string, Set<string>>
  leads: Map<string, LeadRow>
  /** Leads as computed with the next model. */
  nextLeads: Map<string, LeadRow>
  /** By id. */
  rejected: Map<number, KeptRejection>
  /** The id of the next rejected message; ids are not reused. */
  nextRejected: number
  /** `until` by mark. */
  erased: Map<string, number>
  settings: Map<string, string>
  /** By collection and id as a JSON array. */
  documents: Map<string, Document>
}

/** A lead with its search words. */
export interface LeadRow {
  json: string
  words: string[]
}

/** Creates empty tables. */
export function createTables(): Tables {
  return {
    events: new Map(),
    bySubject: new Map(),
    visitors: new Map(),
    visits: new Map(),
    links: new Map(),
    persons: new Map(),
    members: new Map(),
    leads: new Map(),
    nextLeads: new Map(),
    rejected: new Map(),
    nextRejected: 1,
    erased: new Map(),
    settings: new Map(),
    documents: new Map(),
  }
}

/** Sets an entry, or deletes it if the value is undefined; adds a function to `undo` that reverts this. */
export function put<Key, Value>(
  map: Map<Key, Value>,
  key: Key,
  value: Value | undefined,
  undo: (() => void)[],
) {
  const before = map.get(key)
  const write = (next: Value | undefined) => {
    if (next === undefined) map.delete(key)
    else map.set(key, next)
  }
  undo.push(() => write(before))
  write(value)
}
