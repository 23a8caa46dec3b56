import type { DatabaseSync } from 'node:sqlite'
import type { Store } from './port.ts'
import { createDistantReader, type DistantReader } from './sqlite/distant-reader.ts'
import { openDatabase } from './sqlite/open-database.ts'
import { prepareQuery } from './sqlite/rows.ts'
import { scrub } from './sqlite/scrub.ts'
import { shortenSqliteLog } from './sqlite/shorten-sqlite-log.ts'
import { asUnavailable } from './sqlite/sqlite-errors.ts'
import { createSqliteSnapshot } from './sqlite/sqlite-snapshot.ts'
import { createSqliteTransaction } from './sqlite/sqlite-transaction.ts'
import { createTurns } from './turns.ts'

/** How an SQLite store behaves. */
export interface SqliteOptions {
  /** How long to wait for another process that holds the file, in milliseconds; 5,000 unless given. */
  timeoutMs?: number
}

/**
 * Keeps everything in one SQLite file, created when it is missing; `:memory:` keeps it in memory. A commit is durable, by
 * fsync, before it resolves; reading goes on beside it. Several processes may share a file, and take turns to write; within
 * one process a file takes one store.
 *
 * @throws StoreUnavailableError when the file cannot be opened, or is of a newer version
 */
export function sqliteStore(path: string, options: SqliteOptions = {}): Store {
  const { timeoutMs = 5_000 } = options
  const writer = openDatabase(path, timeoutMs)
  // What lives in memory belongs to one connection.
  const reader = path === ':memory:' ? writer : openDatabase(path, timeoutMs, true)
  const transaction = createSqliteTransaction(writer)
  const snapshot = createSqliteSnapshot((sql) => prepareQuery(reader, sql))
  const writing = createTurns()
  const reading = reader === writer ? writing : createTurns()
  const distant = createDistantReader({ path, timeoutMs })
  const distantSnapshot = createSqliteSnapshot(distant.prepare)
  const readingLong = createTurns()

  return {
    transact: (work) => writing.take(() => within(writer, 'BEGIN IMMEDIATE', () => work(transaction))),
    read: async (work, length) =>
      length === 'long' && reader !== writer && (await distant.isThere())
        ? readingLong.take(() => withinDistant(distant, () => work(distantSnapshot)))
        : reading.take(() => within(reader, 'BEGIN', () => work(snapshot))),
    scrub: (texts) =>
      writing.take(async () => {
        const work = async () => {
          try {
            await scrub(writer, path, texts)
          } catch (error) {
            throw asUnavailable(error)
          }
        }
        // What lives in memory leaves nothing behind.
        return reader === writer ? undefined : reading.take(() => readingLong.take(work))
      }),
    shortenLog: (cut) => shortenSqliteLog(writer, writing, cut),
    close: async () => {
      await readingLong.take(distant.close)
      await reading.take(async () => {
        if (reader !== writer && reader.isOpen) reader.close()
      })
      await writing.take(async () => {
        if (writer.isOpen) writer.close()
      })
    },
  }
}

async function withinDistant<Result>(
  { prepare }: DistantReader,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await prepare('BEGIN')()
    try {
      return await work()
    } finally {
      await prepare('COMMIT')()
    }
  } catch (error) {
    throw asUnavailable(error)
  }
}

async function within<Result>(
  database: DatabaseSync,
  begin: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    database.exec(begin)
    const result = await work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // Some failures, like a full disk, have rolled back already.
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
    throw asUnavailable(error)
  }
}
