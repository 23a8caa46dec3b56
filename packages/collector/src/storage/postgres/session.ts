import type { PoolClient } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import type { ArrayWriter } from './arrays.ts'
import { asUnavailable } from './postgres-errors.ts'
import type { NameStatement } from './statement-names.ts'

/**
 * A connection within a transaction. Statements run in the order of the calls, pipelined where the driver can: none waits
 * for the previous response. After one has failed, all later ones fail with the same error.
 */
export interface Session {
  /**
   * Runs a statement, as a prepared one unless a pooler forbids it. The caller is responsible for the type of the rows.
   */
  query<Row>(sql: string, ...values: Parameter[]): Promise<Row[]>
  /** Like `query`, without a result: an error surfaces when the next statement is awaited, and on commit. */
  send(sql: string, ...values: Parameter[]): void
  /** Runs statements without parameters; returns the tag of the last one, such as `COMMIT`. */
  command(sql: string): Promise<string>
}

/** The value of a parameter like `$1`. */
export type Parameter = string | number | boolean | null | ArrayWriter

/** A session with the end of its transaction. */
export interface OpenSession extends Session {
  /** False until the server confirmed the BEGIN: so far, nothing can have been changed. */
  hasBegun(): boolean
  /**
   * Commits.
   *
   * @throws the error of the statement that failed
   */
  commit(): Promise<void>
  /** Waits for all statements, then rolls back; returns whether the connection can be used again. */
  rollback(): Promise<boolean>
}

/**
 * Begins a transaction; its errors are those of `asUnavailable`. A SELECT is pipelined with the BEGIN; other statements
 * wait until it has succeeded, because outside a transaction they would be committed at once.
 *
 * @param begin the statements to begin with
 * @param onAnswer called with each answer of the server
 */
export function openSession(
  client: PoolClient,
  begin: string,
  nameOf: NameStatement,
  onAnswer: () => void = () => {},
): OpenSession {
  let failed: { reason: unknown } | undefined
  let hasBegun = false
  let hasEnded = false
  /** How many statements wait for the BEGIN; later ones queue behind them. */
  let waiting = 0
  let previous: Promise<unknown>

  const watch = <Result>(answer: Promise<Result>): Promise<Result> => {
    const watched = answer.catch((error: unknown) => {
      failed ??= { reason: asUnavailable(error) }
      throw failed.reason
    })
    // An error that nobody awaits is reported on commit.
    previous = watched.catch(() => {}).then(onAnswer)
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
      // An error that a caller caught has aborted the transaction nonetheless.
      throw failed?.reason ?? new StoreUnavailableError('PostgreSQL rolled back the transaction; try again')
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
