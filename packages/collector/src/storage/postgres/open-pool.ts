import type { Pool, PoolConfig } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Options of `Pool` of the package `pg`: `connectionString`, `max` connections (10 unless given), `ssl` and so on. */
export interface PostgresOptions extends PoolConfig {
  /** The schema to keep everything in, made when it is missing; `leadlight` unless given. */
  schema?: string
}

/** As many as the driver opens by itself. */
const MOST_CONNECTIONS = 10

/** How long to wait for a connection before the store counts as unavailable. */
export const CONNECT_TIMEOUT_MS = 5_000

/** How many connections may be busy with reading: long questions must not keep events out. */
export function connectionsForReading({ max = MOST_CONNECTIONS }: PostgresOptions): number {
  return Math.max(1, max > 4 ? max - 2 : max - 1)
}

type Driver = Pick<typeof import('pg'), 'Pool'>

/**
 * Makes a pool; nothing is connected yet.
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
    max: MOST_CONNECTIONS,
    pipeline: true,
    ...options,
  })
  // A connection that breaks fails the query that uses it; said as an event besides, it must not end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
