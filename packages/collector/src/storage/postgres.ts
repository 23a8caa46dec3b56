import type { Store } from './port.ts'
import { createDatabase } from './postgres/database.ts'
import type { PostgresOptions } from './postgres/open-pool.ts'
import { createPostgresSnapshot } from './postgres/postgres-snapshot.ts'
import { createPostgresTransaction } from './postgres/postgres-transaction.ts'
import { shortenPostgresLog } from './postgres/shorten-postgres-log.ts'

export type { PostgresOptions } from './postgres/open-pool.ts'

/** One is with the database while another one is made. */
const GROUPS_AT_ONCE = 2

/**
 * Keeps everything in a schema of a PostgreSQL database, version 14 or newer, which any number of collectors may share.
 * Needs the npm package `pg`. Connects at the first use, and then brings the schema up to date; after the connection is
 * lost, the next use connects again. How durable a commit is, the database's own `synchronous_commit` says.
 *
 * Scrubbing frees the places of deleted rows while work goes on, and without texts writes all tables anew, which holds it up;
 * what the server keeps besides, such as its write-ahead log and backups, goes by the server's own rules.
 *
 * @param connection a URL like `postgres://user:password@host:5432/database`, or options
 */
export function postgresStore(connection: string | PostgresOptions): Store {
  const options = typeof connection === 'string' ? { connectionString: connection } : connection
  const database = createDatabase(options)
  // Months of the log that are known to have a partition.
  const months = new Set<string>()

  return {
    groupsAtOnce: GROUPS_AT_ONCE,
    transact: (work) =>
      database.within('write', async (session) => {
        const { transaction, finish } = createPostgresTransaction(session, months)
        const result = await work(transaction)
        finish()
        return result
      }),
    read: (work) => database.within('read', (session) => work(createPostgresSnapshot(session))),
    shortenLog: (cut) => shortenPostgresLog(database, cut),
    scrub: (texts) => database.vacuum(texts.length > 0 ? '' : '(FULL)'),
    close: database.close,
  }
}
