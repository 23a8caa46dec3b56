import type { PoolClient } from 'pg'
import { asUnavailable } from './postgres-errors.ts'

/** One connection within a transaction; statements run in the order they are asked for. */
export interface Session {
  /** Runs a statement, prepared once a connection; that its rows have the shape is for the caller to see to. */
  query<Row>(sql: string, ...values: unknown[]): Promise<Row[]>
  /** Runs statements without parameters; gives the name of what was done, such as `COMMIT`. */
  command(sql: string): Promise<string>
}

/** Gives each text of a statement a name of its own. */
export function createStatementNames(): (sql: string) => string {
  const names = new Map<string, string>()
  return (sql) => {
    const name = names.get(sql) ?? `leadlight_${names.size}`
    names.set(sql, name)
    return name
  }
}

/** Makes a session; its errors are those of `asUnavailable`. */
export function createSession(client: PoolClient, nameOf: (sql: string) => string): Session {
  let previous: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = previous.then(work).catch((error: unknown) => {
      throw asUnavailable(error)
    })
    previous = result.catch(() => {})
    return result
  }
  return {
    query: <Row>(sql: string, ...values: unknown[]) =>
      inTurn(async () => {
        const { rows } = await client.query({ name: nameOf(sql), text: sql, values })
        return rows as Row[]
      }),
    command: (sql) => inTurn(async () => (await client.query(sql)).command),
  }
}
