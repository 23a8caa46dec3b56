/**
 * Brings a schema of a PostgreSQL database up to date, and waits before the commit, for tests that end it there. Arguments: the
 * URL, and `hasty` to do it without a transaction.
 */
import pg from 'pg'
import { migrate } from '../packages/collector/src/storage/postgres/migrate.ts'
import { migrations } from '../packages/collector/src/storage/postgres/migrations.ts'

const [url, isHasty] = process.argv.slice(2)

class SlowClient extends pg.Client {
  override query = (async (sql: string, values?: unknown[]) => {
    if (isHasty && sql === 'BEGIN') return { rows: [] }
    if (sql === 'COMMIT') {
      console.log('Leadlight is running at its commit')
      await new Promise(() => setInterval(() => {}, 60_000))
    }
    // Without a transaction there would be no place for it.
    return await super.query(isHasty ? sql.replace('SET LOCAL search_path', 'SET search_path') : sql, values)
  }) as pg.Client['query']
}

await migrate(new pg.Pool({ connectionString: url, Client: SlowClient }), 'leadlight', migrations)
