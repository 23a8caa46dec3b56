import { expect, it } from 'vitest'
import { startCollector } from './collector.test.setup.ts'
import { createReadiness } from './readiness.ts'
import { memoryStore } from './storage/memory.ts'
import type { Store } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'

/** A store that can be made to refuse what is written, as on a full disk, and to hang. */
function fragileStore() {
  const store = memoryStore()
  const state = { isFull: false, hangs: false, writes: 0 }
  const hold = async () => {
    if (state.hangs) await new Promise(() => {})
  }
  const fragile: Store = {
    ...store,
    async read(work, kind) {
      await hold()
      return store.read(work, kind)
    },
    async transact(work) {
      await hold()
      state.writes += 1
      if (state.isFull) throw new StoreUnavailableError('SQLite: database or disk is full')
      return store.transact(work)
    },
  }
  return { fragile, state }
}

it('is lost when nothing can be stored, though it can be read, and comes back with room', async () => {
  const { fragile, state } = fragileStore()
  const collector = startCollector({ store: fragile })
  const status = async () => (await collector.fetch(new Request('http://localhost/api/health/ready'))).status
  const send = async () => {
    const body = JSON.stringify({ writeKey: 'wk', anonymousId: 'v', event: 'Came' })
    return (await collector.fetch(new Request('http://localhost/v1/track', { method: 'POST', body }))).status
  }
  expect([await status(), await send(), await status()]).toEqual([200, 200, 200])
  state.isFull = true
  expect(await send()).toBe(503)
  expect(await status()).toBe(503)
  state.isFull = false
  expect(await status()).toBe(200)
  const { writes } = state
  for (let round = 0; round < 10; round++) expect(await status()).toBe(200)
  expect(state.writes).toBe(writes)
  await collector.close()
})

it('is not there at the start when nothing can be stored', async () => {
  const { fragile, state } = fragileStore()
  state.isFull = true
  const collector = startCollector({ store: fragile })
  const answer = await collector.fetch(new Request('http://localhost/api/health/ready'))
  expect(answer.status).toBe(503)
  await collector.close()
})

it('is not waited for when the store hangs, and asked for once at a time', async () => {
  let asked = 0
  const live = {
    model: () => {
      asked += 1
      return new Promise<never>(() => {})
    },
    leadService: undefined as never,
  }
  const readiness = createReadiness({ store: memoryStore(), live, patienceMs: 20 })
  const checks = Array.from({ length: 5 }, () => readiness.check())
  for (const check of checks) await expect(check).rejects.toThrow(StoreUnavailableError)
  await expect(readiness.check()).rejects.toThrow(/has not answered/)
  expect(asked).toBe(1)
})
