/** A thread that reads a database file for another one: it answers questions in the order in which they come. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question, ThreadData } from './distant-reader.ts'

const { path, timeoutMs }: ThreadData = workerData
const database = new DatabaseSync(path, { readOnly: true, timeout: timeoutMs })
// KiB; see open-database.ts.
database.exec('PRAGMA cache_size = -32768')
const prepared = new Map<string, StatementSync>()

function answer({ sql, parameters }: Question): Answer {
  try {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return { rows: statement.all(...parameters) }
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number }
    return { failure: { message, code, errcode } }
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)))
