import { createScorer, defaultModel } from '@leadlight/scoring'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIntake } from '../packages/collector/src/create-intake.ts'
import { sampleEvent, sampleTime } from '../packages/collector/src/storage/contract/samples.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { migrate } from '../packages/collector/src/storage/postgres/migrate.ts'
import { migrations } from '../packages/collector/src/storage/postgres/migrations.ts'
import { openPool } from '../packages/collector/src/storage/postgres/open-pool.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { StoreUnavailableError } from '../packages/collector/src/storage/store-unavailable-error.ts'
import { storeContract } from '../packages/collector/src/testing.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

let server: PostgresServer
let admin: Pool
beforeAll(async () => {
  server = await startPostgres()
  admin = await openPool({ connectionString: server.url })
}, 60_000)
afterAll(async () => {
  await admin?.end()
  await server?.stop()
})

let schemas = 0
const newSchema = () => `store_${process.pid}_${++schemas}`
const openStore = (schema = newSchema()) => postgresStore({ connectionString: server.url, schema })
const subject = 'visitor:visitor-1'

describe('the contract, on PostgreSQL', () => {
  it.each(storeContract.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    await expect(item.run(() => openStore())).resolves.toBeUndefined()
  })
})

describe('transactions', () => {
  it('that wait for each other are done again until both succeed', async () => {
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
    expect(await one.read((snapshot) => snapshot.events([subject]))).toHaveLength(2)
    await Promise.all([one.close(), two.close()])
  })

  it('leave no empty rows for what they looked for in vain', async () => {
    const schema = newSchema()
    const store = openStore(schema)
    await store.transact(async (tx) => {
      await tx.visitors(['nobody'])
      await tx.persons(['user:nobody'])
      await tx.leads(['ld_nobody'])
      await tx.setting('nothing')
    })
    for (const table of ['visitors', 'persons', 'leads', 'settings']) {
      const { rows } = await admin.query(`SELECT count(*)::integer AS count FROM ${schema}.${table}`)
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
  ])('do not succeed with a value that %s, whoever hides that', async (_, odd, reason) => {
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

describe('the log', () => {
  it('has a partition for each month, and knows an event of another month again', async () => {
    const schema = newSchema()
    const store = openStore(schema)
    const later = sampleTime + 40 * 24 * 3_600_000
    const events = [sampleEvent('now'), sampleEvent('later', { receivedAt: later })]
    await expect(
      store.transact(async (tx) => {
        await tx.insertEvents(events)
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    expect(await store.transact((tx) => tx.insertEvents(events))).toEqual(['new', 'new'])
    const again = { ...sampleEvent('now'), receivedAt: later }
    expect(await store.transact((tx) => tx.insertEvents([again]))).toEqual(['duplicate'])
    const { rows } = await admin.query(
      'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
      [`${schema}.events`],
    )
    // The last one is made ahead of its time.
    const made = ['2026_11', '2026_12', '2027_01'].map((month) => `${schema}.events_${month}`)
    expect(rows.map(({ name }) => name)).toEqual(made)
    await store.close()
  })

  it('makes the partition of the next month without holding up anybody', async () => {
    const schema = newSchema()
    const [busy, store] = [openStore(schema), openStore(schema)]
    await store.transact((tx) => tx.insertEvents([sampleEvent('now')]))
    const next = sampleTime + 20 * 24 * 3_600_000
    let others: Promise<unknown> | undefined
    await busy.transact(async (tx) => {
      // Makes the month after the next, and has not ended.
      await tx.insertEvents([sampleEvent('busy', { receivedAt: next })])
      const turn = [sampleEvent('turn', { receivedAt: next }), sampleEvent('late')]
      others = store.transact((tx) => tx.insertEvents(turn))
      expect(await others).toEqual(['new', 'new'])
    })
    await Promise.all([busy.close(), store.close()])
  })

  it('is shortened without holding up those who write to it, as long as somebody reads it', async () => {
    const schema = newSchema()
    const [store, reader] = [openStore(schema), openStore(schema)]
    const old = sampleEvent('old', { receivedAt: Date.UTC(2020, 2, 10) })
    await store.transact((tx) => tx.insertEvents([old, sampleEvent('new')]))
    let shortened: Promise<number> | undefined
    await reader.read(async (snapshot) => {
      await snapshot.events([subject])
      shortened = store.shortenLog({ before: Date.UTC(2021, 0), types: ['page'], except: [] })
      await waitForLock(schema)
      expect(await store.transact((tx) => tx.insertEvents([sampleEvent('meanwhile')]))).toEqual(['new'])
    })
    expect(await shortened).toBe(1)
    await Promise.all([store.close(), reader.close()])
    // By far less than a lock is waited for otherwise.
  }, 12_000)

  it('keeps nothing of whom it no longer tells', async () => {
    const schema = newSchema()
    const store = openStore(schema)
    const long = { receivedAt: Date.UTC(2020, 2, 10), context: { city: 'Pune' } }
    const [one, other] = [sampleEvent('a'), sampleEvent('b')]
    const old = ['c', 'd', 'e'].map((id) => sampleEvent(id, { ...long, anonymousId: 'visitor-2' }))
    const stays = { ...long, anonymousId: 'visitor-3', name: 'Form Submitted' }
    const staying = ['f', 'g'].map((id) => sampleEvent(id, stays))
    const alone = sampleEvent('h', { anonymousId: 'visitor-4' })
    await store.transact((tx) => tx.insertEvents([one, other, ...old, ...staying, alone]))
    const contexts = async () =>
      (await admin.query(`SELECT subject FROM ${schema}.contexts ORDER BY subject`)).rows.map((row) =>
        row.subject.slice('visitor:visitor-'.length),
      )
    expect(await contexts()).toEqual(['1', '2', '3'])
    await store.transact((tx) => tx.deleteEvents([one]))
    expect(await contexts()).toEqual(['1', '2', '3'])
    await store.transact((tx) => tx.deleteEvents([other]))
    expect(await contexts()).toEqual(['2', '3'])
    expect(
      await store.shortenLog({ before: Date.UTC(2021, 0), types: ['page'], except: ['Form Submitted'] }),
    ).toBe(3)
    expect(await contexts()).toEqual(['3'])
    const left = await store.read((snapshot) => snapshot.events(['visitor:visitor-3', 'visitor:visitor-4']))
    expect(left.sort((a, b) => (a.messageId < b.messageId ? -1 : 1))).toEqual([...staying, alone])
    await store.close()
  })

  it('refuses an event that the tables cannot take, and only that', async () => {
    const store = openStore()
    const intake = createIntake({ store, scorer: createScorer(defaultModel) })
    const odd = sampleEvent('odd', { at: 1.5 })
    const zero = sampleEvent('zero', { anonymousId: 'a\0b' })
    const result = await intake.accept([sampleEvent('a'), odd, zero], [])
    expect(result).toMatchObject({ stored: 1, refused: [{ messageId: 'odd' }, { messageId: 'zero' }] })
    await store.close()
  })
})

describe('migrations', () => {
  const known = migrations.map((_, index) => index + 1)
  const newer = migrations.length + 1
  const versionsOf = async (schema: string) =>
    (await admin.query(`SELECT version FROM ${schema}.migrations ORDER BY version`)).rows.map(
      ({ version }) => version,
    )

  it('go on where they were killed', async () => {
    const schema = newSchema()
    const next = `CREATE TABLE next (a integer)`
    const killed = migrate(admin, schema, [...migrations, `${next}; SELECT pg_sleep(60)`])
    const ending = expect(killed).rejects.toThrow('terminating connection')
    await killWhoRuns('pg_sleep(60)')
    await ending
    expect(await versionsOf(schema)).toEqual(known)
    expect((await admin.query('SELECT to_regclass($1) AS next', [`${schema}.next`])).rows[0].next).toBeNull()
    await migrate(admin, schema, [...migrations, next])
    expect(await versionsOf(schema)).toEqual([...known, newer])
  })

  it('are done once by collectors that start at the same time', async () => {
    const schema = newSchema()
    const stores = Array.from({ length: 4 }, () => openStore(schema))
    await Promise.all(stores.map((store) => store.read((snapshot) => snapshot.setting('model'))))
    expect(await versionsOf(schema)).toEqual(known)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('refuse a schema of a newer version', async () => {
    const schema = newSchema()
    await migrate(admin, schema, [...migrations, 'SELECT 1'])
    const store = openStore(schema)
    const reading = store.read((snapshot) => snapshot.setting('model'))
    await expect(reading).rejects.toThrow(
      `version ${newer}, but this program only knows ${migrations.length}: use a newer Leadlight`,
    )
    await expect(reading).rejects.toThrow(StoreUnavailableError)
    await store.close()
  })
})

describe('a store that cannot work now', () => {
  it('says so when nobody listens', async () => {
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

  it('says so when its connection is cut, and works again afterwards', async () => {
    const store = openStore()
    const cut = store.transact(async (tx) => {
      await tx.insertEvents([sampleEvent('a')])
      await killWhoRuns('INSERT INTO events')
      await tx.saveSetting('model', 'x')
    })
    await expect(cut).rejects.toThrow(StoreUnavailableError)
    expect(await store.transact((tx) => tx.insertEvents([sampleEvent('a')]))).toEqual(['new'])
    await store.close()
  })
})

/** Waits until somebody waits for the lock of a schema's log. */
async function waitForLock(schema: string): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = '${schema}.events'::regclass`
  while ((await admin.query(waiting)).rowCount === 0);
}

/** Ends the connection whose latest statement has this text, as soon as there is one. */
async function killWhoRuns(text: string): Promise<void> {
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE strpos(query, $1) > 0 AND state <> 'idle' AND pid <> pg_backend_pid()`
  while ((await admin.query(kill, [text])).rowCount === 0);
}

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
