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

test.each([true, false])(
  'saves what was sent before there is a database if the browser is offline: online %s',
  (onLine) => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(onLine)
    const { outbox } = openPage()
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

test('counts events that cannot be saved at all; the next page reports their number', async () => {
  device.storage = new Proxy(device.storage, {
    set: (target, name: string, value: string) => value.length < 100 && Reflect.set(target, name, value),
  })
  await leaveUnstored()
  expect(device.storage).toEqual({ 'leadlight-left': '\n\n{"unstored":3}\n' })
  const next = openPage('another')
  expect(device.storage).toEqual({})
  next.outbox.add(event())
  await next.outbox.flush()
  next.outbox.add(event())
  await next.outbox.flush()
  expect(network.bodies.map(({ context }) => context.dropped)).toEqual([{ unstored: 3 }, undefined])
})
