import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { openDatabase } from './open-database.ts'
import { prepareQuery } from './rows.ts'
import { createWorkerReader, type WorkerReader } from './worker-reader.ts'

/** Takes a while. */
const long = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 300000)
  SELECT sum(n) AS sum FROM numbers`

let folder: string
let path: string
let reader: WorkerReader
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-worker-'))
  path = join(folder, 'leads.db')
  openDatabase(path, 1_000).close()
})
afterEach(() => reader.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** How often others had their turn while `work` ran. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let running = true
  const count = () => {
    turns += 1
    if (running) setImmediate(count)
  }
  await new Promise((resolve) => setImmediate(resolve))
  setImmediate(count)
  await work()
  running = false
  return turns
}

describe('a reader in a thread', () => {
  it('does not block other work, unlike one in the same thread', async () => {
    reader = createWorkerReader({ path, timeoutMs: 1_000 })
    expect(await reader.isAvailable()).toBe(true)
    expect(await reader.prepare(long)()).toEqual([{ sum: 45_000_150_000 }])
    expect(await turnsDuring(async () => await reader.prepare(long)())).toBeGreaterThan(10)
    const database = new DatabaseSync(path)
    expect(await turnsDuring(async () => prepareQuery(database, long)())).toBeLessThan(2)
    database.close()
  })

  it('passes on errors of SQLite, and answers the next query', async () => {
    reader = createWorkerReader({ path, timeoutMs: 1_000 })
    await expect(reader.prepare('SELECT * FROM nothing')()).rejects.toMatchObject({
      code: 'ERR_SQLITE_ERROR',
      errcode: 1,
    })
    await expect(reader.prepare("INSERT INTO settings VALUES ('a', 'b')")()).rejects.toMatchObject({
      errcode: 8,
    })
    expect(await reader.prepare('SELECT ? AS one')(1)).toEqual([{ one: 1 }])
  })

  it('is not available when its file was not bundled', async () => {
    reader = createWorkerReader({ path, timeoutMs: 1_000 }, new URL('file:///nowhere/reading-thread.js'))
    expect(await reader.isAvailable()).toBe(false)
  })

  it('restarts after its thread ended, but not after it was closed', async () => {
    const file = join(folder, 'mortal-thread.mjs')
    const answer = "({ sql }) => (sql === 'end' ? process.exit(1) : parentPort.postMessage({ rows: [sql] }))"
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ${answer})`,
    )
    reader = createWorkerReader({ path, timeoutMs: 1_000 }, pathToFileURL(file))
    expect(await reader.prepare('one')()).toEqual(['one'])
    await expect(reader.prepare('end')()).rejects.toThrow(StoreUnavailableError)
    expect(await reader.prepare('two')()).toEqual(['two'])
    await reader.close()
    await expect(reader.prepare('three')()).rejects.toThrow(StoreUnavailableError)
  })
})
