/** Entry point of a thread that reads a database file and answers requests in the order in which they arrive. */
import type { StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { runReport } from '../../reports/run-report.ts'
import { connect } from './connection.ts'
import { prepareQuery } from './rows.ts'
import { createSqliteSnapshot } from './sqlite-snapshot.ts'
import type {
  ReportRequest,
  RowsRequest,
  ThreadData,
  WorkerRequest,
  WorkerResponse,
} from './worker-reader.ts'

const { path, timeoutMs }: ThreadData = workerData
const database = connect(path, timeoutMs, true)
// In KiB; see open-database.ts.
database.exec('PRAGMA cache_size = -32768')
const prepared = new Map<string, StatementSync>()

let snapshot: ReturnType<typeof createSqliteSnapshot> | undefined

async function answer(request: WorkerRequest): Promise<WorkerResponse> {
  try {
    return 'sql' in request ? { rows: read(request) } : { report: await report(request) }
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number }
    return { failure: { message, code, errcode } }
  }
}

function read({ sql, parameters }: RowsRequest): unknown[] {
  const statement = prepared.get(sql) ?? database.prepare(sql)
  prepared.set(sql, statement)
  return statement.all(...parameters)
}

async function report({ report: name, params }: ReportRequest): Promise<unknown> {
  snapshot ??= createSqliteSnapshot((sql) => prepareQuery(database, sql))
  database.exec('BEGIN')
  try {
    return await runReport(snapshot, name, params)
  } finally {
    database.exec('COMMIT')
  }
}

let turn = Promise.resolve()
parentPort?.on('message', (request: WorkerRequest) => {
  turn = turn.then(async () => parentPort?.postMessage(await answer(request)))
})
