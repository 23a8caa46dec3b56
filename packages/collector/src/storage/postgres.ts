import type { Store } from './port.ts'
import { createDatabase } from './postgres/database.ts'
import type { PostgresOptions } from './postgres/open-pool.ts'
import { createPostgresSnapshot } from './postgres/postgres-snapshot.ts'
import { createPostgresTransaction } from './postgres/postgres-transaction.ts'
import { shortenPostgresLog } from './postgres/shorten-postgres-log.ts'

export type { PostgresOptions } from './postgres/open-pool.ts'

/** Two, so that one transaction runs in the database while the next one is prepared. */
const GROUPS_AT_ONCE = 2

/**
 * Stores everything in a schema of a PostgreSQL database, version 14 or newer, which any number of collectors may share.
 * Needs the npm package `pg`. Connects on first use and then runs missing migrations; after a lost connection, the next
 * use reconnects. The durability of a commit is set by the database's `synchronous_commit`.
 *
 * `scrub` vacuums the tables while work goes on; without texts it rewrites all of them with `VACUUM FULL`, which blocks
 * other work. Copies that the server keeps elsewhere, such as the write-ahead log and backups, follow the server's own
 * rules.
 *
 * @param connection a URL like `postgres://user:password@host:5432/database`, or options
 */
export function postgresStore(connection: string | PostgresOptions): Store {
  const options = typeof connection === 'string' ? { connectionString: connection } : connection
  const database = createDatabase(options)
  // Months that are known to have a partition in the log.
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
