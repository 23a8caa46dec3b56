import fc from 'fast-check'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bigints,
  booleans,
  doubles,
  integers,
  texts,
} from '../packages/collector/src/storage/postgres/arrays.ts'
import { openPool } from '../packages/collector/src/storage/postgres/open-pool.ts'
import { type OpenSession, openSession } from '../packages/collector/src/storage/postgres/session.ts'
import { createStatementNames } from '../packages/collector/src/storage/postgres/statement-names.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

const { nameOf } = createStatementNames()
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server?.stop())

/** Runs work on a connection, and gives what was counted in the table afterwards. */
async function countAfter(pool: Pool, begin: string, work: (session: OpenSession) => Promise<void>) {
  const client = await pool.connect()
  await client.query('CREATE TEMPORARY TABLE made (a integer)')
  const session = openSession(client, begin, nameOf)
  try {
    await work(session)
    await session.commit()
  } catch {
    await session.rollback()
  }
  const { rows } = await client.query('SELECT count(*)::integer AS count FROM made')
  await client.query('DROP TABLE made')
  client.release()
  return rows[0].count
}

describe.each([
  ['that answers before the next statement is sent', false],
  ['to which statements go one behind the other', true],
])('a transaction on a connection %s', (_, pipeline) => {
  const open = () => openPool({ connectionString: server.url, max: 1, pipeline })

  it('is atomic and in order', async () => {
    const pool = await open()
    const count = await countAfter(pool, 'BEGIN', async (session) => {
      session.send('INSERT INTO made VALUES ($1)', 1)
      session.send('INSERT INTO made SELECT a + 1 FROM made')
      expect(await session.query('SELECT a FROM made ORDER BY a')).toEqual([{ a: 1 }, { a: 2 }])
    })
    expect(count).toBe(2)
    await pool.end()
  })

  it('leaves nothing when a statement fails that was not awaited', async () => {
    const pool = await open()
    const count = await countAfter(pool, 'BEGIN', async (session) => {
      session.send('INSERT INTO made VALUES (1)')
      session.send('INSERT INTO made SELECT 1 / $1::integer', 0)
      session.send('INSERT INTO made VALUES (2)')
    })
    expect(count).toBe(0)
    // The connection, and the statements that failed on it, are as good as ever.
    const again = await countAfter(pool, 'BEGIN', async (session) => {
      session.send('INSERT INTO made SELECT 1 / $1::integer', 1)
      session.send('INSERT INTO made VALUES (2)')
    })
    expect(again).toBe(2)
    await pool.end()
  })

  it('writes nothing when it could not start', async () => {
    const pool = await open()
    const writeAtOnce = async (session: OpenSession) => {
      const reading = session.query('SELECT a FROM made')
      session.send('INSERT INTO made VALUES (1)')
      await reading
      session.send('INSERT INTO made VALUES (2)')
    }
    expect(await countAfter(pool, 'SELECT 1 / 0', writeAtOnce)).toBe(0)
    // Outside of a transaction it would have stayed.
    expect(await countAfter(pool, 'SELECT 1', writeAtOnce)).toBe(2)
    await pool.end()
  })
})

it('passes lists unchanged', async () => {
  const pool = await openPool({ connectionString: server.url })
  const text = fc.option(
    fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed()),
  )
  const whole = fc.option(fc.maxSafeInteger())
  const lists = fc.record({
    texts: fc.array(text),
    bigints: fc.array(whole),
    integers: fc.array(fc.integer()),
    doubles: fc.array(fc.option(fc.double({ noNaN: true }))),
    booleans: fc.array(fc.boolean()),
  })
  const law = fc.asyncProperty(lists, async (given) => {
    const { rows } = await pool.query(
      `SELECT $1::text[] AS texts, $2::bigint[]::text[] AS bigints, $3::integer[] AS integers, $4::float8[] AS doubles, $5::boolean[] AS booleans`,
      [
        texts(given.texts)(),
        bigints(given.bigints)(),
        integers(given.integers)(),
        doubles(given.doubles)(),
        booleans(given.booleans)(),
      ],
    )
    const found = rows[0]
    expect({
      ...found,
      bigints: found.bigints.map((value: string | null) => (value === null ? null : Number(value) + 0)),
    }).toEqual({ ...given, bigints: given.bigints.map((value) => value && value + 0) })
  })
  await fc.assert(law, { numRuns: 100 })
  await pool.end()
})
