import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { inGroups } from './group.ts'
import type { LoadShape } from './load.ts'
import { type Cost, measure } from './measure.ts'

/** Inserts once more, by nothing but prepared statements, what a collector wrote into its database. */
export interface BareSqlite {
  /** Of the tables' rows that came since the last time; answers each client after its group's commit. */
  insertAgain(shape: LoadShape): Promise<Cost>
  close(): void
}

/** Settings that the collector has too, besides those of the file. */
const settings =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16384'

interface Table {
  read: StatementSync
  insert: StatementSync
}

type Insertion = [StatementSync, SQLInputValue[]]

/**
 * Makes one with the same tables, columns and indexes, synced as often.
 *
 * @param tables `events` is the log, one row an event; of the others, like the origins of events, all rows that were there at the end of each round
 */
export function createBareSqlite(collectorFile: string, file: string, tables: string[]): BareSqlite {
  const from = new DatabaseSync(collectorFile, { readOnly: true })
  const database = new DatabaseSync(file)
  database.exec(settings)
  const schema = from.prepare(
    'SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid',
  )
  const prepared = new Map<string, Table>()
  for (const table of tables) {
    for (const { sql } of schema.all(table)) database.exec(String(sql))
    const places = from
      .prepare(`SELECT name FROM pragma_table_xinfo('${table}')`)
      .all()
      .map(() => '?')
    prepared.set(table, {
      read: from.prepare(
        `SELECT * FROM ${table} ${table === 'events' ? 'WHERE seq > ? ORDER BY seq' : 'WHERE ? IS NOT NULL'}`,
      ),
      insert: database.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${places.join(', ')})`),
    })
  }
  const commit = inGroups<Insertion[]>((batches) => {
    database.exec('BEGIN IMMEDIATE')
    for (const insertions of batches) for (const [statement, values] of insertions) statement.run(...values)
    database.exec('COMMIT')
  })
  const done = new Set<string>()
  let last = 0

  /** Rows of other tables go evenly beside the events. */
  const insertions = (): Insertion[] => {
    const all: Insertion[] = []
    for (const [name, { read, insert }] of prepared) {
      const rows = read.all(last).map((row) => Object.values(row))
      const fresh = name === 'events' ? rows : rows.filter((row) => !done.has(`${name} ${row[0]} ${row[1]}`))
      if (name !== 'events') for (const row of fresh) done.add(`${name} ${row[0]} ${row[1]}`)
      else last = Number(fresh.at(-1)?.[0] ?? last)
      all.push(...fresh.map((row): Insertion => [insert, name === 'events' ? [null, ...row.slice(1)] : row]))
    }
    return all
  }
  return {
    insertAgain({ clients, batches, perBatch }) {
      const all = insertions()
      const each = Math.ceil(all.length / (clients * batches))
      const work = Array.from({ length: clients }, (_, client) =>
        Array.from({ length: batches }, (_, number) => {
          const start = (number * clients + client) * each
          return all.slice(start, start + each)
        }),
      )
      return measure(work, clients * batches * perBatch, async (own) => {
        for (const insertions of own) await commit(insertions)
      })
    },
    close() {
      from.close()
      database.close()
    },
  }
}
