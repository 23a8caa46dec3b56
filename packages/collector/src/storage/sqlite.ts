import type { DatabaseSync } from 'node:sqlite'
import { runReport } from '../reports/run-report.ts'
import { createMutex } from './mutex.ts'
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
  const writeLock = createMutex()
  const readLock = reader === writer ? writeLock : createMutex()
  const worker = createWorkerReader({ path, timeoutMs })
  const workerSnapshot = createSqliteSnapshot(worker.prepare)
  const longReadLock = createMutex()
  // A separate thread for reports, so that lists need not wait for them.
  const reporter = createWorkerReader({ path, timeoutMs })
  const reportLock = createMutex()

  return {
    transact: (work) => writeLock.run(() => within(writer, 'BEGIN IMMEDIATE', () => work(transaction))),
    read: async (work, length) =>
      length === 'long' && reader !== writer && (await worker.isAvailable())
        ? longReadLock.run(() => withinWorker(worker, () => work(workerSnapshot)))
        : readLock.run(() => within(reader, 'BEGIN', () => work(snapshot))),
    report: async (name, params, isList = false) => {
      const [thread, mutex] = isList ? [worker, longReadLock] : [reporter, reportLock]
      return reader !== writer && (await thread.isAvailable())
        ? mutex.run(() => orUnavailable(() => thread.report(name, params)))
        : readLock.run(() => within(reader, 'BEGIN', () => runReport(snapshot, name, params)))
    },
    scrub: async (texts) => {
      // An in-memory database leaves nothing on disk.
      if (reader === writer) return
      const work = () => orUnavailable(() => scrub(writer, path, texts))
      // The slowest readers are waited for first, so that everything else goes on meanwhile.
      await reportLock.run(() => longReadLock.run(() => readLock.run(() => writeLock.run(work))))
    },
    shortenLog: (cut) => shortenSqliteLog(writer, writeLock, cut),
    close: async () => {
      // A running report is aborted: it can be requested again.
      await Promise.all([longReadLock.run(worker.close), reporter.close()])
      await readLock.run(async () => {
        if (reader !== writer) disconnect(reader)
      })
      await writeLock.run(async () => disconnect(writer))
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
