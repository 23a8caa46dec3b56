import type { SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import type { PrepareQuery } from './rows.ts'

/** What the thread is started with. */
export interface ThreadData {
  path: string
  timeoutMs: number
}

/** What the thread is asked. */
export type Question = RowsQuestion | ReportQuestion

/** A query. */
export interface RowsQuestion {
  sql: string
  parameters: SQLInputValue[]
}

/** A report to be made, as `answerReport` takes it. */
export interface ReportQuestion {
  report: string
  question: object
}

/** What it answers. */
export type Answer =
  | { rows: unknown[] }
  | { report: unknown }
  | { failure: { message: string; code: string | undefined; errcode: number | undefined } }

/** A connection that only reads, in a thread of its own: however long it takes, everything else goes on. */
export interface DistantReader {
  /** Whether there is such a thread, which is started when it is first needed; it cannot be where its file was not kept. */
  isThere(): Promise<boolean>
  prepare: PrepareQuery
  /** Has it make a report by itself, on one consistent state. */
  report(name: string, question: object): Promise<unknown>
  close(): Promise<void>
}

interface Waiting {
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** Makes a reader of a database file. */
export function createDistantReader(
  data: ThreadData,
  file = new URL(`./reading-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
): DistantReader {
  const waiting: Waiting[] = []
  let worker: Worker | undefined
  let there: Promise<boolean> | undefined
  let closed = false

  const start = (): Worker => {
    // What is read is soon done with: without a bound a thread gathers much of it before it lets go.
    const resourceLimits = { maxYoungGenerationSizeMb: 16 }
    const thread = new Worker(file, { workerData: data, execArgv: [], resourceLimits })
    const end = (error: unknown) => {
      if (worker === thread) worker = undefined
      for (const { reject } of waiting.splice(0)) reject(error)
    }
    thread.on('message', (answer: Answer) => {
      const asked = waiting.shift()
      // A program may end while nobody waits.
      if (waiting.length === 0) thread.unref()
      if ('failure' in answer) asked?.reject(Object.assign(new Error(answer.failure.message), answer.failure))
      else asked?.resolve(answer)
    })
    thread.on('error', end)
    thread.on('exit', () => end(new StoreUnavailableError('The thread that reads the database has ended')))
    return thread
  }
  const ask = (question: Question): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (closed) throw new StoreUnavailableError('The store is closed')
      worker ??= start()
      worker.ref()
      waiting.push({ resolve, reject })
      worker.postMessage(question)
    })

  const read = async <Row>(sql: string, parameters: SQLInputValue[]): Promise<Row[]> => {
    const answer = await ask({ sql, parameters })
    return 'rows' in answer ? (answer.rows as Row[]) : []
  }

  return {
    isThere() {
      there ??= read('SELECT 1', []).then(
        () => true,
        () => false,
      )
      return there
    },
    prepare:
      (sql) =>
      (...parameters) =>
        read(sql, parameters),
    async report(name, question) {
      const answer = await ask({ report: name, question })
      return 'report' in answer ? answer.report : undefined
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
