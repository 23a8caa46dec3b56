import type { SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import type { PrepareQuery } from './rows.ts'

/** The thread's start parameters. */
export interface ThreadData {
  path: string
  timeoutMs: number
}

/** A request to the thread. */
export type WorkerRequest = RowsRequest | ReportRequest

/** A request for the rows of a query. */
export interface RowsRequest {
  sql: string
  parameters: SQLInputValue[]
}

/** A request for a report; see `runReport`. */
export interface ReportRequest {
  report: string
  params: object
}

/** A response of the thread. */
export type WorkerResponse =
  | { rows: unknown[] }
  | { report: unknown }
  | { failure: { message: string; code: string | undefined; errcode: number | undefined } }

/** A read-only connection in a separate thread, so that long queries do not block the event loop. */
export interface WorkerReader {
  /** Whether the thread works; starts it when first needed. It cannot start where a bundler left its file out. */
  isAvailable(): Promise<boolean>
  prepare: PrepareQuery
  /** Runs a report inside the thread, on one consistent snapshot. */
  report(name: string, params: object): Promise<unknown>
  close(): Promise<void>
}

interface Waiting {
  resolve: (answer: WorkerResponse) => void
  reject: (error: unknown) => void
}

/** Creates a reader for a database file. */
export function createWorkerReader(
  data: ThreadData,
  file = new URL(`./reading-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
): WorkerReader {
  const waiting: Waiting[] = []
  let worker: Worker | undefined
  let available: Promise<boolean> | undefined
  let closed = false

  const start = (): Worker => {
    // Without a bound, the thread's garbage collector lets much short-lived garbage pile up.
    const resourceLimits = { maxYoungGenerationSizeMb: 16 }
    // Node 22 warns of node:sqlite, once more in each thread.
    const execArgv = ['--disable-warning=ExperimentalWarning']
    const thread = new Worker(file, { workerData: data, execArgv, resourceLimits })
    const end = (error: unknown) => {
      if (worker === thread) worker = undefined
      for (const { reject } of waiting.splice(0)) reject(error)
    }
    thread.on('message', (answer: WorkerResponse) => {
      const asked = waiting.shift()
      // Without pending requests, the thread must not keep the process alive.
      if (waiting.length === 0) thread.unref()
      if ('failure' in answer) asked?.reject(Object.assign(new Error(answer.failure.message), answer.failure))
      else asked?.resolve(answer)
    })
    thread.on('error', end)
    thread.on('exit', () =>
      end(new StoreUnavailableError('The thread that reads the database has ended; try again')),
    )
    return thread
  }
  const ask = (request: WorkerRequest): Promise<WorkerResponse> =>
    new Promise((resolve, reject) => {
      if (closed) throw new StoreUnavailableError('The store is closed')
      worker ??= start()
      worker.ref()
      waiting.push({ resolve, reject })
      worker.postMessage(request)
    })

  const read = async <Row>(sql: string, parameters: SQLInputValue[]): Promise<Row[]> => {
    const answer = await ask({ sql, parameters })
    return 'rows' in answer ? (answer.rows as Row[]) : []
  }

  return {
    isAvailable() {
      available ??= read('SELECT 1', []).then(
        () => true,
        () => false,
      )
      return available
    },
    prepare:
      (sql) =>
      (...parameters) =>
        read(sql, parameters),
    async report(name, params) {
      const answer = await ask({ report: name, params })
      return 'report' in answer ? answer.report : undefined
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
