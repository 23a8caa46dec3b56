import type { DatabaseSync } from 'node:sqlite'
import { answerReport } from '../reports/answer-report.ts'
import type { Store } from './port.ts'
import { disconnect, rollBack } from './sqlite/connection.ts'
import { openDatabase } from './sqlite/open-database.ts'
import { prepareQuery } from './sqlite/rows.ts'
import { scrub } from './sqlite/scrub.ts'
import { shortenSqliteLog } from './sqlite/shorten-sqlite-log.ts'
import { asUnavailable } from './sqlite/sqlite-errors.ts'
import { createSqliteSnapshot } from './sqlite/sqlite-snapshot.ts'
import { createSqliteTransaction } from './sqlite/sqlite-transaction.ts'
import { createWorkerReader, type WorkerReader } from './sqlite/worker-reader.ts'
import { createTurns } from './turns.ts'

/** Options of an SQLite store. */
export interface SqliteOptions {
  /** How long to wait for another process that has locked the file, in milliseconds; default 5,000. */
  timeoutMs?: number
}

/**
 * Stores everything in one SQLite file, created if missing; `:memory:` keeps it in memory. A transaction resolves after
 * fsync; reads run concurrently. Several processes can share a file and take turns to write; within one process, open only
 * one store per file.
 *
 * @throws StoreUnavailableError when the file cannot be opened, or its schema is newer than this program
 */
export function sqliteStore(path: string, options: SqliteOptions = {}): Store {
  const { timeoutMs = 5_000 } = options
  const writer = openDatabase(path, timeoutMs)
  // An in-memory database exists in one connection only.
  const reader = path === ':memory:' ? writer : openDatabase(path, timeoutMs, true)
  const transaction = createSqliteTransaction(writer)
  const snapshot = createSqliteSnapshot((sql) => prepareQuery(reader, sql))
  const writing = createTurns()
  const reading = reader === writer ? writing : createTurns()
  const worker = createWorkerReader({ path, timeoutMs })
  const workerSnapshot = createSqliteSnapshot(worker.prepare)
  const readingLong = createTurns()
  // A separate thread for reports, so that lists need not wait for them.
  const reporter = createWorkerReader({ path, timeoutMs })
  const reporting = createTurns()

  return {
    transact: (work) => writing.take(() => within(writer, 'BEGIN IMMEDIATE', () => work(transaction))),
    read: async (work, length) =>
      length === 'long' && reader !== writer && (await worker.isAvailable())
        ? readingLong.take(() => withinWorker(worker, () => work(workerSnapshot)))
        : reading.take(() => within(reader, 'BEGIN', () => work(snapshot))),
    report: async (name, question, isList = false) => {
      const [thread, turns] = isList ? [worker, readingLong] : [reporter, reporting]
      return reader !== writer && (await thread.isAvailable())
        ? turns.take(() => orUnavailable(() => thread.report(name, question)))
        : reading.take(() => within(reader, 'BEGIN', () => answerReport(snapshot, name, question)))
    },
    scrub: async (texts) => {
      // An in-memory database leaves nothing on disk.
      if (reader === writer) return
      const work = () => orUnavailable(() => scrub(writer, path, texts))
      // The slowest readers are waited for first, so that everything else goes on meanwhile.
      await reporting.take(() => readingLong.take(() => reading.take(() => writing.take(work))))
    },
    shortenLog: (cut) => shortenSqliteLog(writer, writing, cut),
    close: async () => {
      // A running report is aborted: it can be requested again.
      await Promise.all([readingLong.take(worker.close), reporter.close()])
      await reading.take(async () => {
        if (reader !== writer) disconnect(reader)
      })
      await writing.take(async () => disconnect(writer))
    },
  }
}

function withinWorker<Result>({ prepare }: WorkerReader, work: () => Promise<Result>): Promise<Result> {
  return orUnavailable(async () => {
    await prepare('BEGIN')()
    try {
      return await work()
    } finally {
      await prepare('COMMIT')()
    }
  })
}

async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
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
    rollBack(database)
    throw asUnavailable(error)
  }
}
