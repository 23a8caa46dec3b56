import type { DatabaseSync } from 'node:sqlite'
import { haveSameSubject, subjectOf } from '../../identity/subject.ts'
import type { StoredEvent } from '../../stored-event.ts'
import { prepareQuery } from './rows.ts'

/** The origins of events that are inserted one after the other in a transaction. */
export interface OpenOrigins {
  /** Id of an event's origin, inserted if missing. */
  of(event: StoredEvent): number
  /** Marks an origin as used: one of its events was inserted. */
  keep(id: number): void
  /** Deletes inserted origins that are not used, because their events were duplicates. */
  end(): void
}

/** Table of origins: the subject of events and the context they share. */
export interface Origins {
  /** Starts a series of inserts; anew in each transaction, because other processes may have deleted origins meanwhile. */
  open(): OpenOrigins
  /** Deletes those of these origins that no event refers to. */
  removeUnused(ids: Iterable<number>): void
}

/**
 * Creates the access to the table. A subject's context is stored again only when it changes; only the latest origin of a
 * subject is compared, so that the cost does not grow with history.
 */
export function createOrigins(database: DatabaseSync): Origins {
  const latest = prepareQuery<{ id: number }>(
    database,
    `SELECT id FROM (SELECT id, context FROM origins WHERE subject IS ? ORDER BY id DESC LIMIT 1) WHERE context = ?`,
  )
  const insert = database.prepare('INSERT INTO origins (subject, context) VALUES (?, ?)')
  const removeUnused = database.prepare(
    `DELETE FROM origins WHERE id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM events WHERE origin = origins.id)`,
  )
  const remove = (ids: Iterable<number>) => {
    removeUnused.run(JSON.stringify([...ids]))
  }

  return {
    open() {
      let last: { event: StoredEvent; context: string; id: number } | undefined
      const made = new Set<number>()
      return {
        of(event) {
          const sameContext = last?.event.context === event.context
          // The events of a batch mostly have the same subject and context.
          if (last && sameContext && haveSameSubject(last.event, event)) return last.id
          const context = last && sameContext ? last.context : JSON.stringify(event.context)
          const subject = subjectOf(event)
          let id = latest(subject, context)[0]?.id
          if (id === undefined) {
            id = Number(insert.run(subject, context).lastInsertRowid)
            made.add(id)
          }
          last = { event, context, id }
          return id
        },
        keep(id) {
          made.delete(id)
        },
        end() {
          if (made.size > 0) remove(made)
        },
      }
    },
    removeUnused: remove,
  }
}
