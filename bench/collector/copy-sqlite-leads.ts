import { DatabaseSync } from 'node:sqlite'
import { copiedRows, copiedSqliteLog } from './copied-rows.ts'

/**
 * Makes many leads of some in an SQLite file that nobody has open, as `copyLeads` does on PostgreSQL.
 *
 * @param times how many leads there are for each in the end
 */
export function copySqliteLeads(path: string, times: number): void {
  const database = new DatabaseSync(path)
  const read = <Row>(sql: string) => database.prepare(sql).all() as Row[]
  // A file that breaks is of no use to anybody.
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
  const indexes = read<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT LIKE 'CREATE UNIQUE%'`,
  )
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`)
  database.exec('BEGIN')
  const [{ origins } = { origins: 0 }] = read<{ origins: number }>('SELECT max(id) AS origins FROM origins')
  for (const [table, changed] of Object.entries({ ...copiedRows, ...copiedSqliteLog })) {
    const columns = read<{ name: string }>(`PRAGMA table_info(${table})`).map(({ name }) => name)
    const values = columns.map((column) => changed[column] ?? column)
    database.exec(`CREATE TEMP TABLE first_ones AS SELECT * FROM ${table}`)
    const copy = database.prepare(
      `INSERT INTO ${table} (${columns}) SELECT ${values}
       FROM first_ones, (SELECT CAST(? AS INTEGER) AS copy, ${origins} AS origins)`,
    )
    for (let number = 1; number < times; number++) copy.run(number)
    database.exec('DROP TABLE first_ones')
  }
  for (const { sql } of indexes) database.exec(sql)
  database.exec('COMMIT; PRAGMA journal_mode = WAL')
  database.close()
}
