/**
 * Brings a database file up to date, and waits before the commit, for tests that end it there. Arguments: the file, and `hasty`
 * to do it without a transaction.
 */
import { DatabaseSync } from 'node:sqlite'
import { migrate } from '../packages/collector/src/storage/sqlite/migrate.ts'

const [file = ':memory:', isHasty] = process.argv.slice(2)
const database = new DatabaseSync(file)
const exec = database.exec.bind(database)
database.exec = (sql) => {
  if (sql === 'COMMIT') {
    console.log('Leadlight is running at its commit')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  }
  if (!isHasty || !sql.startsWith('BEGIN')) exec(sql)
}
migrate(database)
