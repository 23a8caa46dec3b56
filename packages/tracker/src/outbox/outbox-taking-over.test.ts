import { IDBObjectStore } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { arrived, countStored, event, expireLeases, network, openPage, settle } from './outbox.test.setup.ts'

test('sends an event that a dead page held, as it is stored, within ten seconds', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'f', form: true }), true)
  await settle()
  first.kill()
  const second = openPage()
  await second.outbox.flush()
  vi.setSystemTime(Date.now() + 6_000)
  await second.outbox.flush()
  expect(network.received).toEqual([])
  vi.setSystemTime(Date.now() + 2_000)
  await second.outbox.flush()
  expect(network.received).toEqual([['f']])
})

test('takes over from a dead page, but not from a live one', async () => {
  const [one, two] = [openPage(), openPage()]
  one.outbox.add(event({ id: 'a' }))
  await settle()
  await two.outbox.flush()
  expect(network.received).toEqual([])
  one.kill()
  expireLeases()
  await two.outbox.flush()
  expect(network.received).toEqual([['a']])
})

test('takes over no event that a live page holds, for it renews its lease', async () => {
  const [one, two] = [openPage(), openPage()]
  one.outbox.add(event({ id: 'f', form: true }), true)
  await settle()
  for (let i = 0; i < 3; i++) {
    vi.setSystemTime(Date.now() + 5_000)
    await one.outbox.flush()
    await two.outbox.flush()
  }
  expect(network.received).toEqual([])
  one.kill()
  expireLeases()
  await two.outbox.flush()
  expect(network.received).toEqual([['f']])
})

test('takes over from an earlier page that could not send', async () => {
  network.fault = () => 'no network'
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  first.outbox.hide()
  await settle()
  first.kill()
  network.fault = () => 'none'
  expireLeases()
  await openPage().outbox.flush()
  expect(network.received).toEqual([['a']])
})

test('two pages send each event once after an outage', async () => {
  network.fault = () => 'unavailable'
  const [one, two] = [openPage(), openPage()]
  one.outbox.add(event({ id: 'a' }))
  two.outbox.add(event({ id: 'b' }))
  for (let i = 0; i < 5; i++) {
    await Promise.all([one.outbox.flush(), two.outbox.flush()])
    vi.setSystemTime(Date.now() + 4_000)
  }
  network.fault = () => 'none'
  await Promise.all([one.outbox.flush(), two.outbox.flush()])
  vi.setSystemTime(Date.now() + 10_000)
  await Promise.all([one.outbox.flush(), two.outbox.flush()])
  expect(arrived()).toEqual(['a', 'b'])
})

test('leases a few batches per attempt of a long queue, and delivers all after the outage', async () => {
  network.fault = () => 'unavailable'
  const first = openPage()
  for (let i = 0; i < 1_000; i++) first.outbox.add(event({ id: `n${i}`, size: 500 }))
  await vi.waitFor(async () => expect(await countStored()).toBe(1_000))
  first.kill()
  expireLeases()
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put')
  const second = openPage()
  await second.outbox.flush()
  expect(network.bodies).toHaveLength(1)
  expect(puts.mock.calls.length).toBeGreaterThan(0)
  expect(puts.mock.calls.length).toBeLessThanOrEqual(250)
  network.fault = () => 'none'
  await second.outbox.flush()
  expect(new Set(arrived()).size).toBe(1_000)
  expect(arrived()).toHaveLength(1_000)
})

test('reads a slow database once at a time', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  await settle()
  first.kill()
  expireLeases()
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
  expect(network.received).toEqual([])
  const again = outbox.flush()
  expect(looks).toBe(1)
  await again
  vi.restoreAllMocks()
  expect(network.received).toEqual([['a']])
})

test('does not wait for leases from before the clock was set back', async () => {
  const first = openPage()
  first.outbox.add(event({ id: 'a' }))
  await settle()
  first.kill()
  vi.setSystemTime(Date.now() - 3 * 86_400_000)
  await openPage().outbox.flush()
  expect(network.received).toEqual([['a']])
})
