import 'fake-indexeddb/auto'
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settle } from '../settle.test.setup.ts'
import { createOutbox } from './create-outbox.ts'
import { EVENTS, openDatabase, settled } from './open-database.ts'
import type { Answer } from './post.ts'

/** IndexedDB fails in many ways: the outbox continues in memory and reports it, and no error reaches the page. */

let bodies: { context: { outbox?: string }; batch: { messageId: string }[] }[]
const rejections: unknown[] = []
const noteRejection = (reason: unknown) => void rejections.push(reason)

beforeEach(() => {
  // No outbox ticks by itself: on a busy machine that would come between two lines of a test.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  globalThis.indexedDB = new IDBFactory()
  bodies = []
  rejections.length = 0
  process.on('unhandledRejection', noteRejection)
})
afterEach(() => {
  process.off('unhandledRejection', noteRejection)
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function openOutbox(
  answer: () => Answer = () => ({ status: 200, success: true }),
  stopper = new AbortController(),
) {
  const post = async (body: string) => {
    bodies.push(JSON.parse(body))
    return answer()
  }
  return createOutbox(post, 'leadlight-test', stopper.signal, () => {}, Date.now, {})
}
let serial = 0
function event(id: string) {
  const json = JSON.stringify({ messageId: id })
  const key = `${Date.now().toString(36)}${serial++}`
  return { key, json, head: '{"anonymousId":"a","context":{"sessionId":7}}', size: json.length, form: false }
}
const failing = (name: string) => () => {
  throw new DOMException(name, name)
}
/** A request that fails, or never settles. */
const request = (outcome?: string) => {
  const open: Record<string, unknown> = {}
  if (outcome)
    queueMicrotask(() => {
      open.error = new DOMException(outcome, outcome)
      ;(open.onerror as () => void)?.()
    })
  return open
}

/** Calls `fail` for each transaction of the outbox, with its number from 0; not for those that open a database. */
function spoilTransactions(fail: (number: number) => void) {
  let made = 0
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    if (args[2]) fail(made++)
    return transaction.apply(this, args)
  })
}

const faults: Record<string, () => void> = {
  'no indexedDB at all': () => vi.stubGlobal('indexedDB', undefined),
  'a getter that throws': () =>
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: failing('SecurityError') }),
  'open throws': () => vi.spyOn(indexedDB, 'open').mockImplementation(failing('SecurityError')),
  'open fails': () => vi.spyOn(indexedDB, 'open').mockImplementation(() => request('UnknownError') as never),
  'open is blocked or never settles': () =>
    vi.spyOn(indexedDB, 'open').mockImplementation(() => request() as never),
  'another version was there before': () =>
    vi.spyOn(indexedDB, 'open').mockImplementation(() => request('VersionError') as never),
  'transactions throw': () => spoilTransactions(failing('InvalidStateError')),
  'the object store is gone': () => spoilTransactions(failing('NotFoundError')),
  'put throws': () => vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(failing('DataError')),
  'the quota is used up': () => {
    const { put } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      const made = put.apply(this, args)
      this.transaction.abort()
      return made
    })
  },
  'reading throws': () =>
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(failing('UnknownError')),
  'the connection is lost for good': () =>
    spoilTransactions((number) => {
      if (number > 1) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
    }),
}

test.each(Object.keys(faults))('%s: sends events from memory, each once', async (name) => {
  faults[name]?.()
  let times = 0
  const outbox = openOutbox(() => (times++ ? { status: 200, success: true } : { status: 503 }))
  outbox.add(event('a'))
  await settle()
  outbox.add(event('b'))
  await outbox.flush()
  await outbox.flush()
  expect(bodies.map(({ batch }) => batch.map(({ messageId }) => messageId))).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
  outbox.add(event('c'))
  outbox.hide()
  await settle()
  expect(bodies[2]?.batch).toEqual([{ messageId: 'c' }])
  outbox.destroy()
  await settle()
  expect(rejections).toEqual([])
  Object.defineProperty(globalThis, 'indexedDB', { configurable: true, writable: true, value: undefined })
})

test('reports to the collector that events are in memory only', async () => {
  faults['open throws']?.()
  const outbox = openOutbox()
  outbox.add(event('a'))
  await settle()
  await outbox.flush()
  expect(bodies[0]?.context.outbox).toBe('memory')
})

test('writes failed changes again at the next attempt', async () => {
  const outbox = openOutbox(() => ({ status: 503 }))
  spoilTransactions((number) => {
    if (!number) failing('InvalidStateError')()
  })
  outbox.add(event('a'))
  await settle()
  outbox.add(event('b'))
  await outbox.flush()
  await outbox.flush()
  expect(bodies.at(-1)?.context.outbox).toBeUndefined()
  const database = await openDatabase('leadlight-test')
  const count = database.transaction(EVENTS).objectStore(EVENTS).count()
  await settled(count)
  expect(count.result).toBe(2)
})

test('does not block the deletion of the database, and creates it again', async () => {
  const outbox = openOutbox(() => ({ status: 503 }))
  outbox.add(event('a'))
  await settle()
  const deleted = new Promise((resolve, reject) => {
    const deletion = indexedDB.deleteDatabase('leadlight-test')
    deletion.onsuccess = resolve
    deletion.onblocked = reject
  })
  await deleted
  outbox.add(event('b'))
  await settle()
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['leadlight-test'])
})

test('does not block the deletion by a connection that opens after the timeout', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const opening = openDatabase('leadlight-test')
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
  await expect(opening).rejects.toBeUndefined()
  await settle()
  const deletion = indexedDB.deleteDatabase('leadlight-test')
  await new Promise((resolve, reject) => {
    deletion.onsuccess = resolve
    deletion.onblocked = reject
  })
})

test('writes form submissions with strict durability, and other events without', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const ours = () => transaction.mock.calls.flatMap(([, , options]) => options?.durability ?? [])
  const outbox = openOutbox()
  outbox.add(event('a'))
  await settle()
  outbox.add({ ...event('f'), form: true })
  await settle()
  expect(ours()).toEqual(['relaxed', 'strict'])
})

test('writes a thousand events of one task in one transaction', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const outbox = openOutbox()
  for (let i = 0; i < 1_000; i++) outbox.add(event(`e${i}`))
  await vi.waitFor(() => expect(put.mock.calls.length).toBeGreaterThanOrEqual(1_000))
  const stores = put.mock.contexts.slice(0, 1_000) as IDBObjectStore[]
  expect(new Set(stores.map(({ transaction }) => transaction)).size).toBe(1)
})

test('deletes the database even if a write is pending', async () => {
  const stopper = new AbortController()
  const outbox = openOutbox(undefined, stopper)
  outbox.add(event('a'))
  stopper.abort()
  outbox.destroy()
  indexedDB.deleteDatabase('leadlight-test')
  await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]))
  await settle()
  expect(await indexedDB.databases()).toEqual([])
})
