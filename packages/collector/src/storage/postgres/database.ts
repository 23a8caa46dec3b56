import type { Pool } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { CONNECT_TIMEOUT_MS, connectionsForReading, openPool, type PostgresOptions } from './open-pool.ts'
import { asUnavailable } from './postgres-errors.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { runTransaction } from './run-transaction.ts'
import { createSemaphore } from './semaphore.ts'
import type { Session } from './session.ts'
import { createStatementNames } from './statement-names.ts'

type Mode = 'write' | 'rewrite' | 'read'

/** A database that is connected to on first use. */
export interface Database {
  /**
   * Runs `work` in a transaction. `write` is READ COMMITTED: each statement sees what others committed before it, so a
   * locked row is read in its latest state. `read` is REPEATABLE READ: one snapshot throughout. `rewrite` is like `write`, for
   * statements that may take hours. Retried after a conflict with another transaction, a stale connection, or a prepared
   * statement that a pooler lost.
   */
  within<Result>(mode: Mode, work: (session: Session) => Promise<Result>): Promise<Result>
  /** Reclaims the space of deleted rows; see `Store.scrub`. */
  vacuum(how: '' | '(FULL)'): Promise<void>
  /** Waits for running work, then disconnects. */
  close(): Promise<void>
}

const modes = {
  write: 'ISOLATION LEVEL READ COMMITTED',
  rewrite: 'ISOLATION LEVEL READ COMMITTED',
  read: 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
}

/** How long the server may take for one statement before it counts as gone, in milliseconds. */
const silences = { write: 60_000, rewrite: 24 * 3_600_000, read: 5 * 60_000 }

/**
 * Set in each transaction, so that the settings also hold behind a pooler. Sequential scans are off because every query
 * has an index, and a plan cached while a table was small must not scan it when it is large. The timeouts bound how long
 * a collector that hangs can block others.
 */
const settings = `SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL lock_timeout = '15s';
  SET LOCAL idle_in_transaction_session_timeout = '30s'`

/** The tables that hold personal data. */
const personalTables = [
  'event_ids',
  'events',
  'contexts',
  'visitors',
  'visits',
  'links',
  'persons',
  'leads',
  'next_leads',
  'lead_words',
  'rejected',
]

/**
 * Creates a database from options; see {@link Database}.
 *
 * @param steps the migrations of its schema, in order
 * @param silencesMs how long the server may take for one statement, by mode
 */
export function createDatabase(
  options: PostgresOptions,
  steps: readonly string[] = migrations,
  silencesMs: Record<Mode, number> = silences,
): Database {
  const schema = options.schema ?? 'leadlight'
  const name = `"${schema.replaceAll('"', '""')}"`
  const path = `SET LOCAL search_path = ${name}`
  const names = createStatementNames()
  const withSlot = createSemaphore(
    connectionsForReading(options),
    options.connectionTimeoutMillis ?? CONNECT_TIMEOUT_MS,
  )
  const running = new Set<Promise<unknown>>()
  let opening: Promise<Pool> | undefined
  let closing: Promise<void> | undefined

  const open = (): Promise<Pool> => {
    opening ??= openMigrated(options, schema, steps).catch((error: unknown) => {
      opening = undefined
      throw asUnavailable(error)
    })
    return opening
  }
  /** Connects anew: where one connection leads to nobody, the idle ones do, too. */
  const leave = (pool: Pool) => {
    if (pool.ending) return
    opening = undefined
    pool.end().catch(() => {})
  }
  const run = async <Result>(mode: Mode, work: (session: Session) => Promise<Result>): Promise<Result> => {
    const pool = await open()
    const client = await pool.connect().catch((error: unknown) => {
      throw asUnavailable(error)
    })
    const begin = `BEGIN ${modes[mode]}; ${path}; ${settings}`
    const silenceMs = silencesMs[mode]
    return await runTransaction({ client, begin, names, silenceMs, onSilent: () => leave(pool) }, work)
  }

  const track = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw new StoreUnavailableError('The store is closed')
    const task = work()
    running.add(task)
    try {
      return await task
    } finally {
      running.delete(task)
    }
  }

  return {
    within: (mode, work) =>
      track(() => {
        const attempt = () => retryConflicts(() => run(mode, work))
        return mode === 'read' ? withSlot(attempt) : attempt()
      }),
    vacuum: (how) =>
      track(async () => {
        const pool = await open()
        const tables = personalTables.map((table) => `${name}.${table}`)
        try {
          await pool.query(`VACUUM ${how} ${tables.join(', ')}`)
        } catch (error) {
          throw asUnavailable(error)
        }
      }),
    close() {
      closing ??= (async () => {
        await Promise.allSettled(running)
        const pool = await opening?.catch(() => undefined)
        await pool?.end()
      })()
      return closing
    },
  }
}

async function openMigrated(
  options: PostgresOptions,
  schema: string,
  steps: readonly string[],
): Promise<Pool> {
  const pool = await openPool(options)
  try {
    await migrate(pool, schema, steps)
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}
