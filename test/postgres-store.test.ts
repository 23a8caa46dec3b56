import { describe, expect, it } from 'vitest'
import { sampleEvent } from '../packages/collector/src/storage/contract/samples.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { openPool } from '../packages/collector/src/storage/postgres/open-pool.ts'
import { createPostgresSnapshot } from '../packages/collector/src/storage/postgres/postgres-snapshot.ts'
import {
  openSession,
  type Parameter,
  type Session,
} from '../packages/collector/src/storage/postgres/session.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { StoreUnavailableError } from '../packages/collector/src/storage/store-unavailable-error.ts'
import { storeContract } from '../packages/collector/src/testing.ts'
import { postgresAdmin } from './postgres-admin.ts'

const { admin, newSchema, openStore, killQuery } = postgresAdmin()

describe('the contract, on PostgreSQL', () => {
  it.each(storeContract.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    await expect(item.run(() => openStore())).resolves.toBeUndefined()
  })
})

describe('transactions', () => {
  it('are retried after a deadlock until both succeed', async () => {
    const [one, two] = await openTwo()
    let attempts = 0
    const bothHaveTheirFirst = createBarrier(2)
    const lockBoth = (store: Store, first: string, second: string) =>
      store.transact(async (tx) => {
        attempts += 1
        await tx.visitors([first])
        await bothHaveTheirFirst()
        await tx.visitors([second])
        await tx.insertEvents([sampleEvent(`${first} first`)])
      })
    await Promise.all([lockBoth(one, 'a', 'b'), lockBoth(two, 'b', 'a')])
    expect(attempts).toBeGreaterThan(2)
    expect(await one.read((snapshot) => snapshot.events(['visitor:visitor-1']))).toHaveLength(2)
    await Promise.all([one.close(), two.close()])
  })

  it('leave no empty rows for what was not found', async () => {
    const schema = newSchema()
    const store = openStore(schema)
    await store.transact(async (tx) => {
      await tx.visitors(['nobody'])
      await tx.persons(['user:nobody'])
      await tx.leads(['ld_nobody'])
      await tx.setting('nothing')
    })
    for (const table of ['visitors', 'persons', 'leads', 'settings']) {
      const { rows } = await admin().query(`SELECT count(*)::integer AS count FROM ${schema}.${table}`)
      expect([table, rows[0].count]).toEqual([table, 0])
    }
    await store.close()
  })

  it.each([
    ['cannot be written', sampleEvent('odd', { at: 1.5 }), 'not a whole number'],
    ['the server refuses', sampleEvent('zero\0'), 'invalid byte sequence'],
    [
      'the server refuses later',
      sampleEvent('zero', { name: 'a', anonymousId: 'a\0' }),
      'invalid byte sequence',
    ],
  ])('fail with a value that %s, even if the error is swallowed', async (_, odd, reason) => {
    const store = openStore()
    const swallow = store.transact(async (tx) => {
      await tx.saveSetting('kept', 'yes')
      await tx.insertEvents([sampleEvent('good'), odd]).catch(() => {})
    })
    await expect(swallow).rejects.toThrow(reason)
    await expect(swallow).rejects.not.toThrow(StoreUnavailableError)
    expect(await store.read((snapshot) => snapshot.setting('kept'))).toBeNull()
    expect(await store.transact((tx) => tx.insertEvents([sampleEvent('good')]))).toEqual(['new'])
    await store.close()
  })
})

describe('an unavailable store', () => {
  it('reports a server that does not listen', async () => {
    const store = postgresStore('postgres://nobody:x@127.0.0.1:1/none')
    await expect(store.read((snapshot) => snapshot.setting('model'))).rejects.toThrow(StoreUnavailableError)
    await store.close()
  })

  it('says what to install when the driver is missing', async () => {
    const missing = () => Promise.reject(new Error("Cannot find package 'pg'"))
    const opening = openPool({}, missing)
    await expect(opening).rejects.toThrow('npm install pg')
    await expect(opening).rejects.toThrow(StoreUnavailableError)
  })

  it('reports a cut connection, and works again afterwards', async () => {
    const store = openStore()
    const cut = store.transact(async (tx) => {
      await tx.insertEvents([sampleEvent('a')])
      await killQuery('INSERT INTO events')
      await tx.saveSetting('model', 'x')
    })
    await expect(cut).rejects.toThrow(StoreUnavailableError)
    expect(await store.transact((tx) => tx.insertEvents([sampleEvent('a')]))).toEqual(['new'])
    await store.close()
  })
})

/** Two stores on one schema, which is there already. */
async function openTwo(): Promise<[Store, Store]> {
  const schema = newSchema()
  const stores: [Store, Store] = [openStore(schema), openStore(schema)]
  for (const store of stores) await store.read((snapshot) => snapshot.setting('model'))
  return stores
}

/** Lets the first ones pass once all of them have come; whoever comes later passes at once. */
function createBarrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let missing = count
  return () => {
    missing -= 1
    if (missing <= 0) resolve()
    return promise
  }
}

it('reads many events of one visitor in pieces', async () => {
  const schema = newSchema()
  const store = openStore(schema)
  await store.transact((tx) =>
    tx.insertEvents(Array.from({ length: 4_000 }, (_, index) => sampleEvent(`m${index}`))),
  )
  await store.close()
  const client = await admin().connect()
  const session = openSession(client, `BEGIN; SET LOCAL search_path = ${schema}`, () => ({}))
  const sizes: number[] = []
  const counting: Session = {
    ...session,
    async query<Row>(sql: string, ...values: Parameter[]) {
      const rows = await session.query<Row>(sql, ...values)
      sizes.push(rows.length)
      return rows
    },
  }
  expect(await createPostgresSnapshot(counting).events(['visitor:visitor-1'])).toHaveLength(4_000)
  await session.commit()
  client.release()
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_001)
})
