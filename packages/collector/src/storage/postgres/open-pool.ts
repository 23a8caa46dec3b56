import type { Pool, PoolConfig } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Options of `Pool` in the package `pg`: `connectionString`, `max` connections (default 10), `ssl` and so on. */
export interface PostgresOptions extends PoolConfig {
  /** The schema that holds all tables, created if missing; default `leadlight`. */
  schema?: string | undefined
}

/** The driver's own default. */
const MAX_CONNECTIONS = 10

/** How long to wait for a connection before the store counts as unavailable, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 5_000

/** How many connections reads may use: long queries must not block the storing of events. */
export function connectionsForReading({ max = MAX_CONNECTIONS }: PostgresOptions): number {
  return Math.max(1, max > 4 ? max - 2 : max - 1)
}

type Driver = Pick<typeof import('pg'), 'Pool'>

/**
 * Creates a pool, without connecting yet.
 *
 * @throws StoreUnavailableError when the package `pg` is not installed
 */
export async function openPool(
  { schema: _, ...options }: PostgresOptions,
  importDriver: () => Promise<Driver> = () => import('pg'),
): Promise<Pool> {
  const { Pool } = await importDriver().catch((error: unknown) => {
    throw new StoreUnavailableError('PostgreSQL needs the package pg: run npm install pg', { cause: error })
  })
  const pool = new Pool({
    application_name: 'leadlight',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    max: MAX_CONNECTIONS,
    pipeline: true,
    ...options,
  })
  // A broken connection fails the query that uses it; the error event emitted as well must not end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
