import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Emit } from '../create-emitter.ts'
import { createOutbox } from './create-outbox.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'

interface Page {
  outbox: Outbox
  /** The page dies without a word; its requests arrive, their answers do not. */
  kill(): void
}

/** What the network does to a request. */
type Fault = 'none' | 'answer lost' | 'no network' | 'unavailable' | 'portal' | 'too large' | 'bad request'

let received: string[][]
let pages: Page[]
let fault: (batch: string[]) => Fault
let bodies: Record<string, unknown>[]
let storage: Record<string, string> = {}
/** What was told, a message by its id. */
let told: [name: string, detail: unknown, reason?: unknown][]
const emit: Emit = (name, detail, reason) => {
  const said = typeof detail === 'string' ? JSON.parse(detail).messageId : detail
  told.push(reason ? [name, said, reason] : [name, said])
}

const answers: Record<Fault, Answer> = {
  none: { status: 200, success: true },
  'answer lost': {},
  'no network': {},
  unavailable: { status: 503, success: false },
  portal: { status: 200 },
  'too large': { status: 413, success: false },
  'bad request': { status: 400, success: false },
}

beforeEach(() => {
  storage = {}
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) })
  globalThis.indexedDB = new IDBFactory()
  received = []
  bodies = []
  told = []
  pages = []
  fault = () => 'none'
})
afterEach(() => {
  for (const page of pages) page.kill()
  vi.useRealTimers()
})

function openPage(database = 'leadlight-test'): Page {
  const stopper = new AbortController()
  const post = async (body: string): Promise<Answer> => {
    const batch = JSON.parse(body)
    bodies.push(batch)
    const ids: string[] = batch.batch.map(({ messageId }: { messageId: string }) => messageId)
    const outcome = fault(ids)
    await Promise.resolve()
    if (outcome === 'none' || outcome === 'answer lost') received.push(ids)
    return answers[outcome]
  }
  const page = {
    outbox: createOutbox(post, database, stopper.signal, emit, Date.now, storage),
    kill: () => stopper.abort(),
  }
  pages.push(page)
  return page
}

let serial = 0
function event(options: { form?: boolean; size?: number; id?: string; head?: string } = {}) {
  const messageId = options.id ?? `e${serial++}`
  const json = JSON.stringify({ messageId, text: 'x'.repeat(options.size ?? 10) })
  return {
    key: Date.now().toString(36) + messageId,
    json,
    head: options.head ?? '{"writeKey":"wk","anonymousId":"a","context":{"locale":"en"}}',
    size: json.length,
    form: options.form ?? false,
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const inOrder = () => received.flat().sort()
async function stored(): Promise<number> {
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

test('events go in one batch with what they share, and are gone after the receipt', async () => {
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.add(event({ id: 'b' }))
  await vi.waitFor(async () => expect(await stored()).toBe(2))
  await outbox.flush()
  expect(received).toEqual([['a', 'b']])
  expect(told).toEqual([
    ['sent', 'a'],
    ['sent', 'b'],
  ])
  expect(bodies[0]).toMatchObject({ writeKey: 'wk', anonymousId: 'a', context: { locale: 'en' } })
  await vi.waitFor(async () => expect(await stored()).toBe(0))
  await outbox.flush()
  expect(received).toHaveLength(1)
})

test('events of different visitors or visits travel apart', async () => {
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.add(event({ id: 'b', head: '{"anonymousId":"other","context":{"locale":"en"}}' }))
  await outbox.flush()
  expect(bodies.map(({ anonymousId }) => anonymousId)).toEqual(['a', 'other'])
})

test.each(['no network', 'unavailable', 'portal', 'answer lost'] as const)(
  '%s: kept and sent again',
  async (name) => {
    let times = 0
    fault = () => (times++ < 2 ? name : 'none')
    const { outbox } = openPage()
    outbox.add(event({ id: 'a' }))
    for (let i = 0; i < 3; i++) await outbox.flush()
    expect(times).toBe(3)
    expect(new Set(inOrder())).toEqual(new Set(['a']))
    await vi.waitFor(async () => expect(await stored()).toBe(0))
    const status = answers[name].status
    expect(told).toEqual([
      ['error', { status }],
      ['error', { status }],
      ['sent', 'a'],
    ])
  },
)

test('413 halves the batch until only what is too large alone is given up, counted and reported', async () => {
  fault = (ids) => (ids.includes('bad') ? 'too large' : 'none')
  const { outbox } = openPage()
  for (const id of ['a', 'b', 'bad', 'c', 'd']) outbox.add(event({ id }))
  await outbox.flush()
  expect(inOrder()).toEqual(['a', 'b', 'c', 'd'])
  await vi.waitFor(async () => expect(await stored()).toBe(0))
  const reports = bodies.flatMap((body) => (body.context as { dropped?: object }).dropped ?? [])
  expect(reports).toEqual([{ 413: 1 }])
  expect(told.filter(([name]) => name === 'dropped')).toEqual([['dropped', 'bad', 413]])
})

test('a message that makes the collector answer 400 does not take its neighbours along', async () => {
  fault = (ids) => (ids.includes('bad') ? 'bad request' : 'none')
  const { outbox } = openPage()
  for (const id of ['a', 'bad', 'b']) outbox.add(event({ id }))
  await outbox.flush()
  expect(inOrder()).toEqual(['a', 'b'])
})

test('a wrong write key: one line in the console, no further attempt, everything kept', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  answers.portal = { status: 401, success: false }
  fault = () => 'portal'
  const { outbox } = openPage()
  outbox.add(event())
  await outbox.flush()
  outbox.hide()
  outbox.add(event())
  outbox.hide()
  await settle()
  answers.portal = { status: 200 }
  expect(bodies).toHaveLength(1)
  expect(error).toHaveBeenCalledTimes(1)
  await vi.waitFor(async () => expect(await stored()).toBe(2))
})

test('all requests in flight stay within 50 kB', async () => {
  let sent = 0
  let flying = 0
  const hang: (() => void)[] = []
  const stopper = new AbortController()
  const post = (body: string): Promise<Answer> => {
    sent++
    flying += body.length
    expect(flying).toBeLessThanOrEqual(50_000)
    return new Promise((resolve) => {
      hang.push(() => {
        flying -= body.length
        resolve({ status: 200, success: true })
      })
    })
  }
  const outbox = createOutbox(post, '', stopper.signal, emit, Date.now, storage)
  for (let i = 0; i < 30; i++) outbox.add(event({ size: 5_000 }))
  outbox.hide()
  outbox.hide()
  expect(sent).toBe(1)
  hang.splice(0).forEach((done) => void done())
  await settle()
  outbox.hide()
  expect(sent).toBe(2)
  stopper.abort()
})

test('hiding sends in the same task, whatever IndexedDB does', () => {
  vi.stubGlobal('indexedDB', { open: () => ({}) })
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.hide()
  expect(bodies).toHaveLength(1)
  vi.unstubAllGlobals()
})

test('a held event is not sent before it is added again, and then as it is by then', async () => {
  const { outbox } = openPage()
  const form = event({ id: 'f', form: true })
  outbox.add(form, true)
  await outbox.flush()
  outbox.hide()
  expect(bodies).toEqual([])
  outbox.add({ ...form, json: '{"messageId":"f","late":true}' })
  await outbox.flush()
  expect(bodies[0]?.batch).toEqual([{ messageId: 'f', late: true }])
})

test('what a dead page held back is sent as it stands, within ten seconds', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'f', form: true }), true)
  await settle()
  first.kill()
  const second = openPage()
  await second.outbox.flush()
  vi.setSystemTime(Date.now() + 6_000)
  await second.outbox.flush()
  expect(received).toEqual([])
  vi.setSystemTime(Date.now() + 2_000)
  await second.outbox.flush()
  expect(received).toEqual([['f']])
})

test('another page takes over from a dead one, but not from a living one', async () => {
  const [one, two] = [openPage(), openPage()]
  one.outbox.add(event({ id: 'a' }))
  await settle()
  await two.outbox.flush()
  expect(received).toEqual([])
  one.kill()
  vi.setSystemTime(Date.now() + 8_001)
  await two.outbox.flush()
  expect(received).toEqual([['a']])
})

test('the next page takes over what a page left behind', async () => {
  fault = () => 'no network'
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  first.outbox.hide()
  await settle()
  first.kill()
  fault = () => 'none'
  vi.setSystemTime(Date.now() + 8_001)
  await openPage().outbox.flush()
  expect(received).toEqual([['a']])
})

test('two pages that fail together send each event once when the collector is back', async () => {
  fault = () => 'unavailable'
  const [one, two] = [openPage(), openPage()]
  one.outbox.add(event({ id: 'a' }))
  two.outbox.add(event({ id: 'b' }))
  for (let i = 0; i < 5; i++) {
    await Promise.all([one.outbox.flush(), two.outbox.flush()])
    vi.setSystemTime(Date.now() + 4_000)
  }
  fault = () => 'none'
  await Promise.all([one.outbox.flush(), two.outbox.flush()])
  vi.setSystemTime(Date.now() + 10_000)
  await Promise.all([one.outbox.flush(), two.outbox.flush()])
  expect(inOrder()).toEqual(['a', 'b'])
})

test('of thousands of events that wait in an outage, an attempt leases a few batches, and all arrive when it is over', async () => {
  fault = () => 'unavailable'
  const first = openPage()
  for (let i = 0; i < 1_000; i++) first.outbox.add(event({ id: `n${i}`, size: 500 }))
  await vi.waitFor(async () => expect(await stored()).toBe(1_000), 5_000)
  first.kill()
  vi.setSystemTime(Date.now() + 8_001)
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put')
  const second = openPage()
  await second.outbox.flush()
  expect(bodies).toHaveLength(1)
  expect(puts.mock.calls.length).toBeGreaterThan(0)
  expect(puts.mock.calls.length).toBeLessThanOrEqual(250)
  fault = () => 'none'
  await second.outbox.flush()
  expect(new Set(inOrder()).size).toBe(1_000)
  expect(inOrder()).toHaveLength(1_000)
})

test('a database that takes longer than a moment is waited for, one look at a time', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  await settle()
  first.kill()
  vi.setSystemTime(Date.now() + 8_001)
  let looks = 0
  const { getAll } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
    looks++
    const request: { result?: unknown; onsuccess?: () => void } = {}
    const end = performance.now() + 1_200
    const dawdle = () => {
      const step = performance.now() < end ? this.get('nothing') : getAll.apply(this, args)
      step.onsuccess = () => {
        if (!Array.isArray(step.result)) return dawdle()
        request.result = step.result
        request.onsuccess?.()
      }
    }
    dawdle()
    return request as never
  })
  const { outbox } = openPage()
  await outbox.flush()
  expect(received).toEqual([])
  const again = outbox.flush()
  expect(looks).toBe(1)
  await again
  vi.restoreAllMocks()
  expect(received).toEqual([['a']])
})

test('while the collector is down attempts are a second apart or more, and resume when their pause is over', async () => {
  vi.useFakeTimers()
  const stopper = new AbortController()
  const attempts: number[] = []
  let answer: Answer = answers.unavailable
  const post = async () => {
    attempts.push(performance.now())
    return answer
  }
  const gaps = () => attempts.splice(0).map((at, i, all) => at - (all[i - 1] ?? Number.NaN))
  const outbox = createOutbox(post, '', stopper.signal, emit, Date.now, storage)
  outbox.add(event())
  await vi.advanceTimersByTimeAsync(600_000)
  const apart = gaps().slice(1)
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(1_000)
  expect(Math.max(...apart)).toBeLessThanOrEqual(33_000)
  expect(new Set(apart.map((gap) => Math.round(gap) % 2_000)).size).toBeGreaterThan(apart.length / 2)
  answer = answers.none
  await vi.advanceTimersByTimeAsync(33_000)
  expect(attempts.splice(0)).toHaveLength(1)
  // What failed before counts no more; what the collector asks for does.
  for (const [retryAfter, longest] of [
    [0, 1_511],
    [20, 21_511],
  ] as const) {
    answer = { status: 503, success: false, retryAfter }
    outbox.add(event())
    await vi.advanceTimersByTimeAsync(2_000)
    answer = answers.none
    await vi.advanceTimersByTimeAsync(40_000)
    const [, gap = 0] = gaps()
    expect(gap).toBeGreaterThanOrEqual(1_000 * (1 + retryAfter))
    expect(gap).toBeLessThanOrEqual(longest)
  }
  stopper.abort()
})

test('a clock set back by days keeps nothing waiting', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  await settle()
  first.kill()
  vi.setSystemTime(Date.now() - 3 * 86_400_000)
  await openPage().outbox.flush()
  expect(received).toEqual([['a']])
})

test('a full outbox gives up the oldest events, never a form, and says how many', async () => {
  const { outbox } = openPage('')
  outbox.add(event({ id: 'form', form: true }))
  const made = Array.from({ length: 10_000 }, (_, i) => event({ id: `n${i}`, size: 1_000 }))
  for (const one of made) outbox.add(one)
  await outbox.flush()
  // Eight megabytes.
  const kept = Math.floor((8_000_000 - 40) / (made[9_999]?.size ?? 0))
  const reports = bodies.flatMap((body) => (body.context as { dropped?: { full: number } }).dropped ?? [])
  const arrived = new Set(inOrder())
  expect(arrived.has('form')).toBe(true)
  expect(Math.abs(arrived.size - 1 - kept)).toBeLessThanOrEqual(20)
  expect((reports[0]?.full ?? 0) + arrived.size).toBe(10_001)
  expect(arrived.has('n0')).toBe(false)
  expect(arrived.has('n9999')).toBe(true)
})

/** A page that could send nothing, and could not open a database, is left. */
async function leaveUnstored() {
  fault = () => 'no network'
  vi.stubGlobal('indexedDB', undefined)
  const page = openPage('another')
  for (const id of ['a', 'b']) page.outbox.add(event({ id }))
  page.outbox.add(event({ id: 'f', form: true }))
  await page.outbox.flush()
  page.outbox.leave()
  page.kill()
  vi.unstubAllGlobals()
  fault = () => 'none'
  bodies = []
}

test('what no database took is left to the next page as the page is left', async () => {
  await leaveUnstored()
  expect(Object.keys(storage)).toEqual(['leadlight-left'])
  const next = openPage('another')
  expect(storage).toEqual({})
  await next.outbox.flush()
  expect(received).toEqual([['a', 'b', 'f']])
  expect(bodies[0]?.context).toEqual({ locale: 'en' })
})

test('what is in a database is left there alone', async () => {
  fault = () => 'no network'
  const { outbox } = openPage()
  outbox.add(event())
  await settle()
  outbox.leave()
  expect(storage).toEqual({})
})

test('what is stored nowhere dies with its page, counted, and the next page says so', async () => {
  storage = new Proxy(storage, {
    set: (target, name: string, value: string) => value.length < 100 && Reflect.set(target, name, value),
  })
  await leaveUnstored()
  expect(storage).toEqual({ 'leadlight-left': '\n\n{"unstored":3}\n' })
  const next = openPage('another')
  expect(storage).toEqual({})
  next.outbox.add(event())
  await next.outbox.flush()
  next.outbox.add(event())
  await next.outbox.flush()
  expect(bodies.map(({ context }) => (context as { dropped?: object }).dropped)).toEqual([
    { unstored: 3 },
    undefined,
  ])
})

test('after a denial nothing is left and nothing more is sent', async () => {
  const page = openPage()
  page.outbox.add(event())
  await settle()
  page.kill()
  page.outbox.destroy()
  page.outbox.add(event())
  page.outbox.hide()
  await settle()
  await page.outbox.flush()
  expect(bodies).toEqual([])
  expect(await indexedDB.databases()).toEqual([])
})

/** One step of a random history. */
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), page: fc.nat(2), form: fc.boolean() }),
  fc.record({ do: fc.constantFrom('flush' as const, 'leave' as const, 'kill' as const), page: fc.nat(2) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8_000 }) }),
)
const faults = fc.array(
  fc.constantFrom<Fault[]>('none', 'answer lost', 'no network', 'unavailable', 'portal', 'too large'),
  { maxLength: 20 },
)

test('no event that was committed is lost, and none is sent again once confirmed: any history, any faults', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), faults, async (steps, weather) => {
      globalThis.indexedDB = new IDBFactory()
      received = []
      bodies = []
      const confirmed = new Set<string>()
      const expected = new Set<string>()
      let refusals = 0
      fault = (ids) => {
        expect(ids.filter((id) => confirmed.has(id))).toEqual([])
        const now = weather.shift() ?? 'none'
        // A single message that is too large may be given up; that is another test.
        const outcome = now === 'too large' && ids.length < 2 ? 'unavailable' : now
        if (outcome === 'none') setTimeout(() => ids.forEach((id) => void confirmed.add(id)), 15)
        else refusals++
        return outcome
      }
      const open = [openPage(), openPage(), openPage()]
      const at = (i: number) => open[i % open.length] as Page
      for (const now of steps) {
        if (now.do === 'add') {
          const made = event({ form: now.form })
          expected.add(JSON.parse(made.json).messageId)
          at(now.page).outbox.add(made)
          await settle()
        } else if (now.do === 'flush') await at(now.page).outbox.flush()
        else if (now.do === 'wait') vi.setSystemTime(Date.now() + now.ms)
        else {
          if (now.do === 'leave') at(now.page).outbox.hide()
          await settle()
          at(now.page).kill()
          open[now.page % open.length] = openPage()
        }
      }
      for (let i = 0; i < 40 && (i < 2 || (await stored()) > 0); i++) {
        vi.setSystemTime(Date.now() + 31_000)
        await Promise.all(open.map(({ outbox }) => outbox.flush()))
      }
      expect(new Set(received.flat())).toEqual(expected)
      await vi.waitFor(async () => expect(await stored()).toBe(0))
      // Copies come from lost answers and dead pages alone.
      if (!refusals && !steps.some(({ do: name }) => name === 'leave' || name === 'kill')) {
        expect(received.flat()).toHaveLength(expected.size)
      }
      for (const page of open) page.kill()
    }),
    { numRuns: 40 },
  )
}, 60_000)
