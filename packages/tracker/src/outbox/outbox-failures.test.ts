import { expect, test, vi } from 'vitest'
import { createOutbox } from './create-outbox.ts'
import {
  answers,
  arrived,
  countStored,
  device,
  emit,
  emitted,
  event,
  expireLeases,
  network,
  openPage,
  reportedDrops,
  settle,
} from './outbox.test.setup.ts'
import type { Answer } from './post.ts'

test.each(['no network', 'unavailable', 'portal', 'answer lost'] as const)(
  '%s: keeps events, and sends them again',
  async (name) => {
    let times = 0
    network.fault = () => (times++ < 2 ? name : 'none')
    const { outbox } = openPage()
    outbox.add(event({ id: 'a' }))
    for (let i = 0; i < 3; i++) await outbox.flush()
    expect(times).toBe(3)
    expect(new Set(arrived())).toEqual(new Set(['a']))
    await vi.waitFor(async () => expect(await countStored()).toBe(0))
    const status = answers[name].status
    expect(emitted).toEqual([
      ['error', { status }],
      ['error', { status }],
      ['sent', 'a'],
    ])
  },
)

test('keeps what was stored when the database is deleted meanwhile', async () => {
  network.fault = () => 'no network'
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  await settle()
  // As when the visitor clears the data of the site, or the browser does to make room.
  indexedDB.deleteDatabase('leadlight-test')
  await settle()
  expireLeases()
  await outbox.flush()
  expect(await countStored()).toBe(1)
  network.fault = () => 'none'
  expireLeases()
  await outbox.flush()
  expect(arrived()).toEqual(['a'])
})

test('413: halves the batch until only the message that is too large is dropped, and reports it', async () => {
  network.fault = (ids) => (ids.includes('bad') ? 'too large' : 'none')
  const { outbox } = openPage()
  for (const id of ['a', 'b', 'bad', 'c', 'd']) outbox.add(event({ id }))
  await outbox.flush()
  expect(arrived()).toEqual(['a', 'b', 'c', 'd'])
  await vi.waitFor(async () => expect(await countStored()).toBe(0))
  expect(reportedDrops()).toEqual([{ 413: 1 }])
  expect(emitted.filter(([name]) => name === 'dropped')).toEqual([['dropped', 'bad', 413]])
})

test('413: sends no halves after a denial', async () => {
  network.fault = () => 'too large'
  const page = openPage()
  for (const id of ['a', 'b', 'c', 'd']) page.outbox.add(event({ id }))
  page.outbox.hide()
  page.kill()
  page.outbox.destroy()
  await settle()
  expect(network.bodies).toHaveLength(1)
  expect(emitted).toEqual([['error', {}]])
})

test('400: drops only the message that caused it', async () => {
  network.fault = (ids) => (ids.includes('bad') ? 'bad request' : 'none')
  const { outbox } = openPage()
  for (const id of ['a', 'bad', 'b']) outbox.add(event({ id }))
  await outbox.flush()
  expect(arrived()).toEqual(['a', 'b'])
})

test('401: prints one error in the collector’s words, sends nothing more, and keeps all events', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  network.fault = () => 'wrong key'
  const { outbox } = openPage()
  outbox.add(event())
  await outbox.flush()
  outbox.hide()
  outbox.add(event())
  outbox.hide()
  await settle()
  expect(network.bodies).toHaveLength(1)
  expect(error.mock.calls).toEqual([['Leadlight: Unknown write key: copy it.']])
  await vi.waitFor(async () => expect(await countStored()).toBe(2))
})

test('waits a second or more between attempts during an outage, and retries as soon as the delay is over', async () => {
  vi.useFakeTimers()
  const stopper = new AbortController()
  const attempts: number[] = []
  let answer: Answer = answers.unavailable
  const post = async () => {
    attempts.push(performance.now())
    return answer
  }
  const gaps = () => attempts.splice(0).map((at, i, all) => at - (all[i - 1] ?? Number.NaN))
  const outbox = createOutbox(post, '', stopper.signal, emit, Date.now, device.storage)
  outbox.add(event())
  await vi.advanceTimersByTimeAsync(600_000)
  const apart = gaps().slice(1)
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(1_000)
  expect(Math.max(...apart)).toBeLessThanOrEqual(33_000)
  expect(new Set(apart.map((gap) => Math.round(gap) % 2_000)).size).toBeGreaterThan(apart.length / 2)
  answer = answers.none
  await vi.advanceTimersByTimeAsync(33_000)
  expect(attempts.splice(0)).toHaveLength(1)
  // A success resets the backoff; `Retry-After` is added to it.
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

test('drops the oldest events when full, never a form, and reports their number', async () => {
  const { outbox } = openPage('')
  outbox.add(event({ id: 'form', form: true }))
  const made = Array.from({ length: 10_000 }, (_, i) => event({ id: `n${i}`, size: 1_000 }))
  for (const one of made) outbox.add(one)
  await outbox.flush()
  // As many as fit in 8 MB, and those since room was made last.
  const fit = Math.floor(8_000_000 / (made[9_999]?.json.length ?? 0))
  const ids = new Set(arrived())
  expect(ids.size).toBeGreaterThanOrEqual(fit)
  expect(ids.size).toBeLessThanOrEqual(fit + 256)
  expect((reportedDrops()[0]?.full ?? 0) + ids.size).toBe(10_001)
  expect([ids.has('form'), ids.has('n0'), ids.has('n9999')]).toEqual([true, false, true])
})

test('events that are stored leave memory when it is full, and are sent later', {
  timeout: 180_000,
}, async () => {
  network.fault = () => 'no network'
  const { outbox } = openPage()
  for (let i = 0; i < 400; i++) {
    outbox.add(event({ id: `n${i}`, size: 32_000 }))
    // What is not stored may not leave memory.
    if (i % 100 === 99) await vi.waitFor(async () => expect(await countStored()).toBe(i + 1), 20_000)
  }
  network.fault = () => 'none'
  await outbox.flush()
  // The rest left memory, and waits for its lease to expire.
  expect(arrived().length).toBeLessThan(300)
  expireLeases()
  await outbox.flush()
  expect(new Set(arrived()).size).toBe(400)
  expect(emitted.filter(([name]) => name === 'dropped')).toEqual([])
})
