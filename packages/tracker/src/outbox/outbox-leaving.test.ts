import { expect, test, vi } from 'vitest'
import { device, event, network, openPage, settle } from './outbox.test.setup.ts'

/** Leaves a page that can neither send nor open a database. */
async function leaveUnstored() {
  network.fault = () => 'no network'
  vi.stubGlobal('indexedDB', undefined)
  const page = openPage('another')
  for (const id of ['a', 'b']) page.outbox.add(event({ id }))
  page.outbox.add(event({ id: 'f', form: true }))
  await page.outbox.flush()
  page.outbox.leave()
  page.kill()
  vi.unstubAllGlobals()
  network.fault = () => 'none'
  network.bodies = []
}

test('saves events that are in no database for the next page', async () => {
  await leaveUnstored()
  expect(Object.keys(device.storage)).toEqual(['leadlight-left'])
  const next = openPage('another')
  expect(device.storage).toEqual({})
  await next.outbox.flush()
  expect(network.received).toEqual([['a', 'b', 'f']])
  expect(network.bodies[0]?.context).toEqual({
    library: expect.anything(),
    locale: navigator.language,
    timezone: expect.any(String),
    sessionId: 7,
  })
})

test('saves what is in flight before there is a database', () => {
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.leave()
  expect(network.bodies).toHaveLength(1)
  expect(Object.keys(device.storage)).toEqual(['leadlight-left'])
})

test('saves what is in flight when the database fails, as a request may', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { outbox } = openPage()
  await settle()
  outbox.add(event({ id: 'a' }))
  network.fault = () => 'unavailable'
  outbox.leave()
  vi.unstubAllGlobals()
  expect(network.bodies).toHaveLength(1)
  expect(Object.keys(device.storage)).toEqual(['leadlight-left'])
})

test.each([true, false])(
  'saves what is in flight, but not stored yet, if the browser is offline: online %s',
  async (onLine) => {
    const { outbox } = openPage()
    outbox.add(event())
    await settle()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(onLine)
    outbox.add(event({ id: 'a' }))
    outbox.leave()
    vi.restoreAllMocks()
    expect(network.bodies).toHaveLength(1)
    expect(Object.keys(device.storage)).toEqual(onLine ? [] : ['leadlight-left'])
  },
)

test('does not save events that are in the database', async () => {
  network.fault = () => 'no network'
  const { outbox } = openPage()
  outbox.add(event())
  await settle()
  outbox.leave()
  expect(device.storage).toEqual({})
})

test('hands over what was dropped; the next page reports it once', async () => {
  network.fault = () => 'too large'
  const page = openPage('another')
  page.outbox.add(event())
  await page.outbox.flush()
  page.outbox.leave()
  page.kill()
  expect(device.storage).toEqual({ 'leadlight-left': '\n\n{"413":1}\n' })
  network.fault = () => 'none'
  network.bodies = []
  const next = openPage('another')
  expect(device.storage).toEqual({})
  for (let i = 0; i < 2; i++) {
    next.outbox.add(event())
    await next.outbox.flush()
  }
  expect(network.bodies.map(({ context }) => context.dropped)).toEqual([{ 413: 1 }, undefined])
})

test('counts events that cannot be saved at all; the next page reports their number', async () => {
  device.storage = new Proxy(device.storage, {
    set: (target, name: string, value: string) => value.length < 100 && Reflect.set(target, name, value),
  })
  await leaveUnstored()
  expect(device.storage).toEqual({ 'leadlight-left': '\n\n{"unstored":3}\n' })
  const next = openPage('another')
  next.outbox.add(event())
  await next.outbox.flush()
  expect(network.bodies.map(({ context }) => context.dropped)).toEqual([{ unstored: 3 }])
})

test('counts what cannot be saved once, however often the page is left', () => {
  device.storage = new Proxy(device.storage, {
    set: (target, name: string, value: string) => value.length < 100 && Reflect.set(target, name, value),
  })
  network.fault = () => 'no network'
  const { outbox } = openPage()
  for (let i = 0; i < 3; i++) outbox.add(event(), true)
  vi.stubGlobal('navigator', { onLine: false, vendor: '' })
  for (let i = 0; i < 3; i++) outbox.leave()
  vi.unstubAllGlobals()
  expect(device.storage).toEqual({ 'leadlight-left': '\n\n{"unstored":3}\n' })
})

test('leaves the page in peace when the storage is full', () => {
  device.storage = new Proxy(device.storage, {
    set: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  network.fault = () => 'no network'
  vi.stubGlobal('indexedDB', undefined)
  const { outbox } = openPage()
  outbox.add(event({ form: true }), true)
  expect(outbox.leave).not.toThrow()
  vi.unstubAllGlobals()
})
