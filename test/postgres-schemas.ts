import { afterAll, beforeAll } from 'vitest'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** Opens stores of several collectors, all on one new schema. */
export interface PostgresSchemas {
  open(): Store
  openTwo(): [Store, Store]
  openThree(): [Store, Store, Store]
}

/**
 * Runs a server for the tests of the file that calls it.
 *
 * @param name begins the names of its schemas, on a server that is not its own
 * @param max connections of each store
 */
export function postgresSchemas(name: string, max = 2): PostgresSchemas {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server?.stop())

  let schemas = 0
  const next = () => {
    const schema = `${name}_${process.pid}_${++schemas}`
    return () => postgresStore({ connectionString: server.url, schema, max })
  }
  return {
    open: () => next()(),
    openTwo() {
      const open = next()
      return [open(), open()]
    },
    openThree() {
      const open = next()
      return [open(), open(), open()]
    },
  }
}
