import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Emit } from '../create-emitter.ts'
import { settle } from '../settle.test.setup.ts'
import { createOutbox } from './create-outbox.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'

export { settle }

/** Before each test a new browser without open pages, and a network without faults. Only the date is faked. */

/** A page of the site. */
export interface Page {
  outbox: Outbox
  /** The page dies without notice: its requests arrive, but it does not see their answers. */
  kill(): void
}

/** What happens to a request. */
export type Fault =
  | 'none'
  | 'answer lost'
  | 'no network'
  | 'unavailable'
  | 'portal'
  | 'wrong key'
  | 'too large'
  | 'bad request'

/** What the page sees of a request, by what happens to it. */
export const answers: Record<Fault, Answer> = {
  none: { status: 200, success: true },
  'answer lost': {},
  'no network': {},
  unavailable: { status: 503, success: false },
  portal: { status: 200 },
  'wrong key': {
    status: 401,
    success: false,
    error: { code: 'unknown_write_key', message: 'Unknown write key: copy it.' },
  },
  'too large': { status: 413, success: false },
  'bad request': { status: 400, success: false },
}

/** A batch as it is posted. */
interface Body {
  anonymousId?: string
  context: { dropped?: Record<string, number> }
  batch: { messageId: string }[]
}

/** The network between the pages and the collector. */
export const network = {
  /** Decides what happens to a batch, by the ids of its messages. */
  fault: (_ids: string[]): Fault => 'none',
  /** All batches that were posted. */
  bodies: [] as Body[],
  /** Ids of the messages in each batch that arrived. */
  received: [] as string[][],
}

/** The storage that outlives the pages, besides the database. */
export const device: { storage: Record<string, string> } = { storage: {} }

/** Calls of the outbox's listener: name, id of the message or other detail, reason if there is one. */
export const emitted: unknown[][] = []

let pages: Page[] = []
let serial = 0

/** Replaces the browser by a new one, in which nothing is stored, and clears what was recorded. */
export function resetBrowser(): void {
  globalThis.indexedDB = new IDBFactory()
  device.storage = {}
  network.bodies = []
  network.received = []
  emitted.length = 0
}

beforeEach(() => {
  // No outbox ticks by itself: on a busy machine that would come between two lines of a test.
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.UTC(2026, 0, 1) })
  resetBrowser()
  network.fault = () => 'none'
})
afterEach(() => {
  for (const page of pages) page.kill()
  pages = []
  vi.useRealTimers()
})

/** Records what the outbox emits. */
export const emit: Emit = (name, detail, reason) => {
  const what = typeof detail === 'string' ? JSON.parse(detail).messageId : detail
  emitted.push(reason ? [name, what, reason] : [name, what])
}

/** Posts a batch over the network. */
async function post(body: string): Promise<Answer> {
  const batch: Body = JSON.parse(body)
  network.bodies.push(batch)
  const ids = batch.batch.map(({ messageId }) => messageId)
  const outcome = network.fault(ids)
  await Promise.resolve()
  if (outcome === 'none' || outcome === 'answer lost') network.received.push(ids)
  return answers[outcome]
}

/** Opens a page of the site. */
export function openPage(database = 'leadlight-test'): Page {
  const controller = new AbortController()
  const page = {
    outbox: createOutbox(post, database, controller.signal, emit, Date.now, device.storage),
    kill: () => controller.abort(),
  }
  pages.push(page)
  return page
}

/** An event with the given properties, `size` being the length of a text in it. */
export function event(options: { form?: boolean; size?: number; id?: string; head?: string } = {}) {
  const messageId = options.id ?? `e${serial++}`
  const json = JSON.stringify({ messageId, text: 'x'.repeat(options.size ?? 10) })
  return {
    key: Date.now().toString(36) + messageId,
    json,
    head: options.head ?? '{"writeKey":"wk","anonymousId":"a","context":{"sessionId":7}}',
    size: json.length,
    form: options.form ?? false,
  }
}

/** Lets the leases of all pages expire. */
export const expireLeases = () => vi.setSystemTime(Date.now() + 8_001)

/** Ids of the messages that arrived, sorted. */
export const arrived = () => network.received.flat().sort()

/** What the batches reported as dropped. */
export const reportedDrops = () =>
  network.bodies.flatMap(({ context: { dropped } }) => (dropped ? [dropped] : []))

/** Number of events in the database. */
export async function countStored(): Promise<number> {
  await settle()
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('leadlight-test')
    open.onerror = () => reject(open.error)
    open.onsuccess = () => {
      const all = open.result.transaction('events').objectStore('events').count()
      all.onsuccess = () => {
        open.result.close()
        resolve(all.result)
      }
    }
  })
}
