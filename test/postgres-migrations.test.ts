import { describe, expect, it } from 'vitest'
import { migrate } from '../packages/collector/src/storage/postgres/migrate.ts'
import { migrations } from '../packages/collector/src/storage/postgres/migrations.ts'
import { StoreUnavailableError } from '../packages/collector/src/storage/store-unavailable-error.ts'
import { postgresAdmin } from './postgres-admin.ts'

const { admin, newSchema, openStore, killQuery } = postgresAdmin()

describe('migrations', () => {
  const known = migrations.map((_, index) => index + 1)
  const newer = migrations.length + 1
  const versionsOf = async (schema: string) =>
    (await admin().query(`SELECT version FROM ${schema}.migrations ORDER BY version`)).rows.map(
      ({ version }) => version,
    )

  it('continue where they were killed', async () => {
    const schema = newSchema()
    const next = `CREATE TABLE next (a integer)`
    const killed = migrate(admin(), schema, [...migrations, `${next}; SELECT pg_sleep(60)`])
    const ending = expect(killed).rejects.toThrow('terminating connection')
    await killQuery('pg_sleep(60)')
    await ending
    expect(await versionsOf(schema)).toEqual(known)
    expect(
      (await admin().query('SELECT to_regclass($1) AS next', [`${schema}.next`])).rows[0].next,
    ).toBeNull()
    await migrate(admin(), schema, [...migrations, next])
    expect(await versionsOf(schema)).toEqual([...known, newer])
  })

  it('run once when several collectors start at the same time', async () => {
    const schema = newSchema()
    const stores = Array.from({ length: 4 }, () => openStore(schema))
    await Promise.all(stores.map((store) => store.read((snapshot) => snapshot.setting('model'))))
    expect(await versionsOf(schema)).toEqual(known)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('refuse a schema of a newer version', async () => {
    const schema = newSchema()
    await migrate(admin(), schema, [...migrations, 'SELECT 1'])
    const store = openStore(schema)
    const reading = store.read((snapshot) => snapshot.setting('model'))
    await expect(reading).rejects.toThrow(
      `version ${newer}, but this program only knows ${migrations.length}: use a newer Leadlight`,
    )
    await expect(reading).rejects.toThrow(StoreUnavailableError)
    await store.close()
  })
})
