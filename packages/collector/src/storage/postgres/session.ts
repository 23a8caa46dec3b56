import type { PoolClient } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import type { ArrayWriter } from './arrays.ts'
import { asUnavailable } from './postgres-errors.ts'
import type { NameStatement } from './statement-names.ts'

/**
 * One connection within a transaction. Statements run in the order they are asked for; none waits for the answer to the
 * one before, where the driver can do that. After one has failed, all others fail for the same reason.
 */
export interface Session {
  /** Runs a statement, prepared once a connection where it may be; that its rows have the shape is for the caller to see to. */
  query<Row>(sql: string, ...values: Parameter[]): Promise<Row[]>
  /** As `query`, for what gives nothing: a failure shows when the next statement is waited for, and at the end. */
  send(sql: string, ...values: Parameter[]): void
  /** Runs statements without parameters; gives the name of what was done, such as `COMMIT`. */
  command(sql: string): Promise<string>
}

/** What a statement is given in place of `$1`. */
export type Parameter = string | number | boolean | null | ArrayWriter

/** Begins and ends what a session is in. */
export interface OpenSession extends Session {
  /** False until the server said that the transaction began: nothing can have come of it by then. */
  hasBegun(): boolean
  /** @throws the error of the statement that failed */
  commit(): Promise<void>
  /** Waits for all that was sent; tells whether the connection is good for another transaction. */
  rollback(): Promise<boolean>
}

/**
 * Begins a transaction; its errors are those of `asUnavailable`. What only reads goes along with the beginning; the rest waits for
 * that to have succeeded, because outside of a transaction it would stay.
 *
 * @param begin statements to begin with
 */
export function openSession(client: PoolClient, begin: string, nameOf: NameStatement): OpenSession {
  let failed: { reason: unknown } | undefined
  let hasBegun = false
  let hasEnded = false
  /** How many statements wait for the beginning; whatever comes meanwhile waits behind them. */
  let waiting = 0
  let previous: Promise<unknown>

  const watch = <Result>(answer: Promise<Result>): Promise<Result> => {
    const watched = answer.catch((error: unknown) => {
      failed ??= { reason: asUnavailable(error) }
      throw failed.reason
    })
    // Whoever does not wait for it learns of it at the end.
    previous = watched.catch(() => {})
    return watched
  }
  const run = <Result>(isReading: boolean, send: () => Promise<Result>): Promise<Result> => {
    const ask = () => (failed === undefined ? send() : Promise.reject(failed.reason))
    if (!client.pipeline) return watch(previous.then(ask))
    if (waiting === 0 && (hasBegun || isReading)) return watch(ask())
    waiting += 1
    return watch(
      beginning.then(() => {
        waiting -= 1
        return ask()
      }),
    )
  }
  const beginning = watch(client.query(begin)).then(() => {
    hasBegun = true
  })
  beginning.catch(() => {})

  const query = async <Row>(sql: string, parameters: Parameter[]): Promise<Row[]> => {
    const values = write(parameters)
    const { rows } = await run(sql.startsWith('SELECT'), () =>
      client.query({ ...nameOf(sql), text: sql, values }),
    )
    return rows as Row[]
  }
  const write = (parameters: Parameter[]) => {
    try {
      return parameters.map((value) => (typeof value === 'function' ? value() : value))
    } catch (error) {
      failed ??= { reason: error }
      throw error
    }
  }
  const command = (sql: string) => run(false, async () => (await client.query(sql)).command)
  return {
    query: (sql, ...values) => query(sql, values),
    send: (sql, ...values) => void query(sql, values).catch(() => {}),
    command,
    hasBegun: () => hasBegun,
    async commit() {
      const outcome = await command('COMMIT')
      hasEnded = true
      if (outcome === 'COMMIT') return
      // What failed and was caught by somebody has undone everything all the same.
      throw failed?.reason ?? new StoreUnavailableError('PostgreSQL undid the transaction')
    },
    async rollback() {
      await previous
      if (hasEnded) return true
      return await client.query('ROLLBACK').then(
        () => true,
        () => false,
      )
    },
  }
}
