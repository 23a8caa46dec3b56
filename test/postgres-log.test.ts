import { createScorer, defaultModel } from '@leadlight/scoring'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../packages/collector/src/create-intake.ts'
import { sampleEvent, sampleTime } from '../packages/collector/src/storage/contract/samples.ts'
import { postgresAdmin } from './postgres-admin.ts'

const { admin, newSchema, openStore } = postgresAdmin()
const subject = 'visitor:visitor-1'

describe('the log', () => {
  it('has a partition for each month, and recognises an event from another month', async () => {
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
    const { rows } = await admin().query(
      'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
      [`${schema}.events`],
    )
    // The last one is made ahead of its time.
    const made = ['2026_11', '2026_12', '2027_01'].map((month) => `${schema}.events_${month}`)
    expect(rows.map(({ name }) => name)).toEqual(made)
    await store.close()
  })

  it('creates the partition of the next month without blocking others', async () => {
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

  it('is shortened without blocking writers, even while it is being read', async () => {
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

  it('is shortened without reading a whole month while writers wait', async () => {
    const notices: string[] = []
    class Client extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super(config)
        this.on('notice', ({ message = '' }) => void notices.push(message))
      }
    }
    const options = '-c client_min_messages=debug1'
    const store = openStore(newSchema(), { options, Client })
    const receivedAt = Date.UTC(2020, 2, 10)
    const stays = sampleEvent('stays', { receivedAt, type: 'identify' })
    await store.transact((tx) => tx.insertEvents([sampleEvent('old', { receivedAt }), stays]))
    // Again, to see that what was done for the first time does not stand in the way of the second one.
    for (const type of ['page', 'identify'] as const) {
      notices.length = 0
      expect(await store.shortenLog({ before: Date.UTC(2021, 0), types: [type], except: [] })).toBe(1)
      expect(notices).toContainEqual(expect.stringMatching(/partition constraint .* is implied by existing/))
      expect(await store.transact((tx) => tx.insertEvents([sampleEvent(type, { receivedAt })]))).toEqual([
        'new',
      ])
    }
    await store.close()
  })

  it('is shortened although a record contains what PostgreSQL cannot read as JSON', async () => {
    const schema = newSchema()
    const store = openStore(schema)
    const receivedAt = Date.UTC(2020, 2, 10)
    const name = 'Said "type":"page","name":"x" \\'
    const events = [
      sampleEvent('old', { receivedAt, properties: { title: 'cut \ud83d', zero: '\0' } }),
      sampleEvent('named', { receivedAt, type: 'track', name }),
      sampleEvent('stays', { receivedAt, type: 'identify', properties: { type: 'page', name: '\ud83d' } }),
    ]
    await store.transact((tx) => tx.insertEvents(events))
    const cut = { before: Date.UTC(2021, 0), types: ['page' as const, 'track' as const] }
    expect(await store.shortenLog({ ...cut, except: [name] })).toBe(1)
    const left = async () =>
      (await store.read((snapshot) => snapshot.events([subject]))).map((e) => e.messageId)
    expect((await left()).sort()).toEqual(['named', 'stays'])
    expect(await store.shortenLog({ ...cut, except: [] })).toBe(1)
    expect(await left()).toEqual(['stays'])
    await store.close()
    // What the test is about: PostgreSQL refuses the first record.
    const asJson = admin().query('SELECT $1::jsonb', [JSON.stringify(events[0]?.properties)])
    await expect(asJson).rejects.toThrow('invalid input syntax for type json')
  })

  it('deletes the shared context of visitors without events', async () => {
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
      (await admin().query(`SELECT subject FROM ${schema}.contexts ORDER BY subject`)).rows.map((row) =>
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

  it('refuses only the event that the tables cannot store', async () => {
    const store = openStore()
    const intake = createIntake({ store, scorer: createScorer(defaultModel) })
    const odd = sampleEvent('odd', { at: 1.5 })
    const zero = sampleEvent('zero', { anonymousId: 'a\0b' })
    const result = await intake.accept([sampleEvent('a'), odd, zero], [])
    expect(result).toMatchObject({ stored: 1, refused: [{ messageId: 'odd' }, { messageId: 'zero' }] })
    await store.close()
  })
})

/** Waits until somebody waits for the lock of a schema's log. */
async function waitForLock(schema: string): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = '${schema}.events'::regclass`
  while ((await admin().query(waiting)).rowCount === 0);
}
