import type { DatabaseSync } from 'node:sqlite'
import type { StoredEvent } from '../../stored-event.ts'
import { prepareQuery } from './rows.ts'

/**
 * Access to the events written by earlier releases, in their own table. Nothing is added to it, and it need not be
 * migrated.
 */
export interface FormerLog {
  /** Undefined when the event is not stored there. */
  fingerprintOf(event: StoredEvent): string | undefined
  remove(event: StoredEvent): void
}

/** Creates the access; when that table is empty, it does nothing. */
export function createFormerLog(database: DatabaseSync): FormerLog {
  const rows = database.prepare('SELECT 1 FROM former_events LIMIT 1').all()
  if (rows.length === 0) return { fingerprintOf: () => undefined, remove: () => {} }
  const named = 'WHERE message_id = ? AND site = ? AND trusted = ?'
  const fingerprint = prepareQuery<{ fingerprint: string }>(
    database,
    `SELECT fingerprint FROM former_events ${named}`,
  )
  const remove = database.prepare(`DELETE FROM former_events ${named}`)
  return {
    fingerprintOf: ({ messageId, site, trusted }) =>
      fingerprint(messageId, site, Number(trusted))[0]?.fingerprint,
    remove: ({ messageId, site, trusted }) => {
      remove.run(messageId, site, Number(trusted))
    },
  }
}
