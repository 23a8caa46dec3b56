import { expect, test, vi } from 'vitest'
import { device, event, network, openPage, settle } from './outbox.test.setup.ts'

/** A page that could send nothing, and could not open a database, is left. */
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

test('what no database took is left to the next page as the page is left', async () => {
  await leaveUnstored()
  expect(Object.keys(device.storage)).toEqual(['leadlight-left'])
  const next = openPage('another')
  expect(device.storage).toEqual({})
  await next.outbox.flush()
  expect(network.received).toEqual([['a', 'b', 'f']])
  expect(network.bodies[0]?.context).toEqual({ locale: 'en' })
})

test('what is in a database is left there alone', async () => {
  network.fault = () => 'no network'
  const { outbox } = openPage()
  outbox.add(event())
  await settle()
  outbox.leave()
  expect(device.storage).toEqual({})
})

test('what is stored nowhere dies with its page, counted, and the next page says so', async () => {
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
