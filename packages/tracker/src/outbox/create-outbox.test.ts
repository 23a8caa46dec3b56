import { expect, test, vi } from 'vitest'
import { createOutbox } from './create-outbox.ts'
import { countStored, device, emit, emitted, event, network, openPage, settle } from './outbox.test.setup.ts'
import type { Answer } from './post.ts'

test('sends events in one batch with their common head, and deletes them after the receipt', async () => {
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.add(event({ id: 'b' }))
  await vi.waitFor(async () => expect(await countStored()).toBe(2))
  await outbox.flush()
  expect(network.received).toEqual([['a', 'b']])
  expect(emitted).toEqual([
    ['sent', 'a'],
    ['sent', 'b'],
  ])
  expect(network.bodies[0]).toMatchObject({ writeKey: 'wk', anonymousId: 'a', context: { sessionId: 7 } })
  await vi.waitFor(async () => expect(await countStored()).toBe(0))
  await outbox.flush()
  expect(network.received).toHaveLength(1)
})

test('sends events of different visitors or visits in separate batches', async () => {
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.add(event({ id: 'b', head: '{"anonymousId":"other","context":{"sessionId":7}}' }))
  await outbox.flush()
  expect(network.bodies.map(({ anonymousId }) => anonymousId)).toEqual(['a', 'other'])
})

test('keeps all requests in flight within 50 kB', async () => {
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
  const outbox = createOutbox(post, '', stopper.signal, emit, Date.now, device.storage)
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

test('sends in the same task when the page is hidden, whatever IndexedDB does', () => {
  vi.stubGlobal('indexedDB', { open: () => ({}) })
  const { outbox } = openPage()
  outbox.add(event({ id: 'a' }))
  outbox.hide()
  expect(network.bodies).toHaveLength(1)
  vi.unstubAllGlobals()
})

test('writes a held event that is released unchanged only once', async () => {
  const { outbox } = openPage()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  for (const json of ['{"messageId":"f"}', '{"messageId":"f","late":true}']) {
    put.mockClear()
    outbox.add({ ...event({ id: 'f' }), json: '{"messageId":"f"}' }, true)
    await settle()
    outbox.add({ ...event({ id: 'f' }), json })
    await settle()
    expect(put).toHaveBeenCalledTimes(json.includes('late') ? 2 : 1)
    await outbox.flush()
  }
  expect(network.received).toEqual([['f'], ['f']])
})

test('sends a held event only after it was added again, with its new content', async () => {
  const { outbox } = openPage()
  const form = event({ id: 'f', form: true })
  outbox.add(form, true)
  await outbox.flush()
  outbox.hide()
  expect(network.bodies).toEqual([])
  outbox.add({ ...form, json: '{"messageId":"f","late":true}' })
  await outbox.flush()
  expect(network.bodies[0]?.batch).toEqual([{ messageId: 'f', late: true }])
})

test('stores and sends nothing after a denial', async () => {
  const page = openPage()
  page.outbox.add(event())
  await settle()
  page.kill()
  page.outbox.destroy()
  indexedDB.deleteDatabase('leadlight-test')
  page.outbox.add(event())
  page.outbox.hide()
  await settle()
  await page.outbox.flush()
  expect(network.bodies).toEqual([])
  expect(await indexedDB.databases()).toEqual([])
})
