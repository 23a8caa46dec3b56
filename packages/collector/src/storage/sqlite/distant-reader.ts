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
export interface Question {
  sql: string
  parameters: SQLInputValue[]
}

/** What it answers. */
export type Answer =
  | { rows: unknown[] }
  | { failure: { message: string; code: string | undefined; errcode: number | undefined } }

/** A connection that only reads, in a thread of its own: however long it takes, everything else goes on. */
export interface DistantReader {
  /** Whether there is such a thread, which is started when it is first needed; it cannot be where its file was not kept. */
  isThere(): Promise<boolean>
  prepare: PrepareQuery
  close(): Promise<void>
}

interface Waiting {
  resolve: (rows: unknown[]) => void
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
    const thread = new Worker(file, { workerData: data, execArgv: [] })
    const end = (error: unknown) => {
      if (worker === thread) worker = undefined
      for (const { reject } of waiting.splice(0)) reject(error)
    }
    thread.on('message', (answer: Answer) => {
      const asked = waiting.shift()
      // A program may end while nobody waits.
      if (waiting.length === 0) thread.unref()
      if ('rows' in answer) asked?.resolve(answer.rows)
      else asked?.reject(Object.assign(new Error(answer.failure.message), answer.failure))
    })
    thread.on('error', end)
    thread.on('exit', () => end(new StoreUnavailableError('The thread that reads the database has ended')))
    return thread
  }
  const ask = <Row>(question: Question): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      if (closed) throw new StoreUnavailableError('The store is closed')
      worker ??= start()
      worker.ref()
      waiting.push({ resolve: (rows) => resolve(rows as Row[]), reject })
      worker.postMessage(question)
    })

  return {
    isThere() {
      there ??= ask({ sql: 'SELECT 1', parameters: [] }).then(
        () => true,
        () => false,
      )
      return there
    },
    prepare:
      (sql) =>
      (...parameters) =>
        ask({ sql, parameters }),
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
