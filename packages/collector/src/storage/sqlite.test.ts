import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createScorer, defaultModel } from '@leadlight/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { sampleEvent } from './contract/samples.ts'
import { openDatabase } from './sqlite/open-database.ts'
import { asUnavailable } from './sqlite/sqlite-errors.ts'
import { sqliteStore } from './sqlite.ts'
import { StoreUnavailableError } from './store-unavailable-error.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-sqlite-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string) => join(folder, name)
const scorer = createScorer(defaultModel)

describe('sqliteStore', () => {
  it('has everything committed after it is opened again', async () => {
    const first = sqliteStore(file('again.db'))
    await first.transact((tx) => tx.insertEvents([sampleEvent('a')]))
    await first.close()
    const second = sqliteStore(file('again.db'))
    expect(await second.read((snapshot) => snapshot.events(['visitor:visitor-1']))).toEqual([
      sampleEvent('a'),
    ])
    await second.close()
  })

  it('blocks neither writes nor short reads while scrubbing waits for a long read', async () => {
    const store = sqliteStore(file('waiting.db'))
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const long = store.read(() => {
      begun.resolve()
      return end.promise
    }, 'long')
    await begun.promise
    const steps: string[] = []
    const scrubbed = store.scrub([]).then(() => steps.push('scrubbed'))
    await store.transact((tx) => tx.saveSetting('name', 'value'))
    expect(await store.read((snapshot) => snapshot.setting('name'))).toBe('value')
    steps.push('read')
    end.resolve()
    await Promise.all([long, scrubbed])
    expect(steps).toEqual(['read', 'scrubbed'])
    await store.close()
  }, 20_000)

  it('stops a running report when it is closed', async () => {
    const store = sqliteStore(file('closed-early.db'))
    const report = store.report?.('content', { from: 0, to: 1 })
    await store.report?.('sources', { from: 0, to: 1 })
    const last = store.report?.('content', { from: 0, to: 1 }).catch((error: unknown) => error)
    await store.close()
    expect(await report).toEqual([])
    expect([[], expect.any(StoreUnavailableError)]).toContainEqual(await last)
    await expect(store.report?.('sources', { from: 0, to: 1 })).rejects.toThrow(StoreUnavailableError)
  })

  it('uses a write-ahead log and syncs every commit', () => {
    const database = openDatabase(file('durable.db'), 100)
    expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
    expect(database.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 })
    database.close()
  })

  it('cuts its log back to the usual size after a long read', () => {
    const path = file('long-read.db')
    const database = openDatabase(path, 1_000)
    const reader = new DatabaseSync(path, { readOnly: true })
    reader.exec('BEGIN; SELECT count(*) FROM events')
    const write = database.prepare("INSERT INTO settings VALUES (?, printf('%.*c', 8000000, 'x'))")
    for (let round = 0; round < 10; round++) write.run(`text ${round}`)
    const logBytes = () => statSync(`${path}-wal`).size
    expect(logBytes()).toBeGreaterThan(75_000_000)
    reader.close()
    for (let round = 0; round < 3; round++) database.exec(`INSERT INTO settings VALUES ('${round}', 'x')`)
    expect(logBytes()).toBeLessThanOrEqual(64 * 1024 * 1024)
    database.close()
  })

  it('lets several processes open a new file at the same time', async () => {
    const module = new URL('./sqlite/open-database.ts', import.meta.url).href
    const script = `import(${JSON.stringify(module)}).then(({ openDatabase }) => {
      for (let i = 0; i < 50; i++) openDatabase(process.env.FOLDER + '/together-' + i + '.db', 5_000).close()
    })`
    const processes = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--conditions=source', '-e', script], { env: { FOLDER: folder } }),
    )
    const codes = processes.map(async (child) => (await once(child, 'exit'))[0])
    expect(await Promise.all(codes)).toEqual([0, 0, 0])
  })

  it('explains when the file cannot be opened, is not a database or has a newer version', async () => {
    const missing = join(folder, 'missing', 'a.db')
    expect(() => sqliteStore(missing)).toThrow(StoreUnavailableError)
    expect(() => sqliteStore(missing)).toThrow(missing)
    writeFileSync(file('text.db'), 'no database '.repeat(100))
    expect(() => sqliteStore(file('text.db'))).toThrow(StoreUnavailableError)
    await sqliteStore(file('newer.db')).close()
    const newer = new DatabaseSync(file('newer.db'))
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    expect(() => sqliteStore(file('newer.db'))).toThrow(/version 99.*newer Leadlight/)
  })

  it('is unavailable while another process locks the file, and works again afterwards', async () => {
    const store = sqliteStore(file('busy.db'), { timeoutMs: 10 })
    const intake = createIntake({ store, scorer })
    await intake.accept([sampleEvent('a')], [])
    const other = new DatabaseSync(file('busy.db'))
    other.exec('BEGIN IMMEDIATE')
    await expect(intake.accept([sampleEvent('b')], [])).rejects.toThrow(StoreUnavailableError)
    other.exec('ROLLBACK')
    other.close()
    expect(await intake.accept([sampleEvent('b')], [])).toMatchObject({ stored: 1 })
    await store.close()
  })

  it('cannot be scrubbed while another process reads it, but afterwards', async () => {
    const store = sqliteStore(file('read.db'), { timeoutMs: 10 })
    await store.transact((tx) => tx.insertEvents([sampleEvent('a')]))
    const other = new DatabaseSync(file('read.db'))
    other.exec('BEGIN; SELECT * FROM events')
    await store.transact((tx) => tx.insertEvents([sampleEvent('b')]))
    await expect(store.scrub(['x'])).rejects.toThrow(StoreUnavailableError)
    other.exec('ROLLBACK')
    other.close()
    await store.scrub(['x'])
    expect(statSync(file('read.db-wal')).size).toBe(0)
    await store.close()
  })

  it('deletes the shared context of visitors without events', async () => {
    const store = sqliteStore(file('origins.db'))
    const [first, second] = [sampleEvent('a'), sampleEvent('b', { context: { city: 'Pune' } })]
    const third = sampleEvent('c', { anonymousId: 'visitor-2', context: { city: 'Sylhet' }, receivedAt: 5 })
    await store.transact((tx) => tx.insertEvents([first, second, third]))
    const reader = new DatabaseSync(file('origins.db'), { readOnly: true })
    const origins = () =>
      reader
        .prepare('SELECT context FROM origins ORDER BY id')
        .all()
        .map(({ context }) => context)
    const [one, pune, sylhet] = ['{"locale":"hi-IN"}', '{"city":"Pune"}', '{"city":"Sylhet"}']
    // What a repetition says of its sender is not taken in.
    await store.transact((tx) => tx.insertEvents([{ ...first, context: { city: 'Delhi' } }]))
    expect(origins()).toEqual([one, pune, sylhet])
    await store.transact((tx) => tx.insertEvents([sampleEvent('d', { context: { city: 'Pune' } })]))
    expect(origins()).toEqual([one, pune, sylhet])
    await store.transact((tx) => tx.deleteEvents([second, first]))
    expect(origins()).toEqual([pune, sylhet])
    expect(await store.shortenLog({ before: 10, types: ['page'], except: [] })).toBe(1)
    expect(origins()).toEqual([pune])
    reader.close()
    await store.close()
  })

  it('refuses only the event that the tables cannot store', async () => {
    const store = sqliteStore(':memory:')
    const odd = sampleEvent('odd', { at: 1.5 })
    const result = await createIntake({ store, scorer }).accept([sampleEvent('a'), odd], [])
    expect(result).toMatchObject({ stored: 1, refused: [{ messageId: 'odd' }] })
    await store.close()
  })
})

describe('asUnavailable', () => {
  it('recognises a full disk', () => {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE t (a); PRAGMA max_page_count = 3')
    const fill = () => database.exec('INSERT INTO t VALUES (zeroblob(100000))')
    expect(fill).toThrow('full')
    try {
      fill()
    } catch (error) {
      expect(asUnavailable(error)).toBeInstanceOf(StoreUnavailableError)
    }
  })

  it('does not change other errors', () => {
    const database = new DatabaseSync(':memory:')
    try {
      database.exec('SELECT nonsense')
    } catch (error) {
      expect(asUnavailable(error)).toBe(error)
    }
    const error = new TypeError('ours')
    expect(asUnavailable(error)).toBe(error)
    expect.assertions(2)
  })
})
