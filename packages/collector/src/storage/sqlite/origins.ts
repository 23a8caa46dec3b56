import type { DatabaseSync } from 'node:sqlite'
import { haveSameSubject, subjectOf } from '../../identity/naming.ts'
import type { StoredEvent } from '../../stored-event.ts'
import { prepareQuery } from './rows.ts'

/** The origins of some events that are inserted one after the other. */
export interface OpenOrigins {
  /** Id of an event's origin, made when it is missing. */
  of(event: StoredEvent): number
  /** Notes that an event of this origin is in the log. */
  keep(id: number): void
  /** Removes those that were made and not kept: nothing stays of a repetition. */
  end(): void
}

/** Keeps origins: whose events are, and the context that they share. */
export interface Origins {
  /** To be begun anew in each transaction: others may have removed some meanwhile. */
  open(): OpenOrigins
  /** Removes those of these that no event has any more. */
  removeUnused(ids: Iterable<number>): void
}

/**
 * Makes it. What a subject's events have in common is kept once as long as it stays the same; only its latest origin is
 * looked at, so that the cost does not grow with history.
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
          // The events of a batch mostly share everything.
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
