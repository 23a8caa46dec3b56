import { postgresStore } from '@leadlight/collector/storage/postgres'
import { storeContract } from '@leadlight/collector/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from './postgres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server?.stop())

let schemas = 0
const newSchema = () => `test_${process.pid}_${++schemas}`

describe('postgresStore', () => {
  it.each(storeContract.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    const createStore = () => postgresStore({ connectionString: server.url, schema: newSchema() })
    await expect(item.run(createStore)).resolves.toBeUndefined()
  })
})
