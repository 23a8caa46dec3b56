import type { PoolClient } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { endIfSilent } from './end-if-silent.ts'
import { comesFromPooling, TransactionConflictError } from './postgres-errors.ts'
import { openSession, type Session } from './session.ts'
import type { StatementNames } from './statement-names.ts'

/** What `runTransaction` works with. */
export interface RunOptions {
  /** Is released at the end. */
  client: PoolClient
  /** The statements that begin the transaction. */
  begin: string
  names: StatementNames
  /** How long the server may take for one statement, in milliseconds. */
  silenceMs: number
  /** Called when it took longer, and the connection was cut. */
  onSilent: () => void
}

/**
 * Runs work in a transaction, and commits it.
 *
 * @throws TransactionConflictError when the same work may be repeated; StoreUnavailableError when the server is silent; else
 *   what the work throws
 */
export async function runTransaction<Result>(
  { client, begin, names, silenceMs, onSilent }: RunOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const guard = endIfSilent(client, silenceMs)
  const session = openSession(client, begin, names.nameOf, guard.heard)
  let isGood = true
  try {
    const result = await work(session)
    await session.commit()
    return result
  } catch (error) {
    isGood = await session.rollback()
    if (guard.hasCut()) {
      onSilent()
      throw new StoreUnavailableError('PostgreSQL: the server does not answer', { cause: error })
    }
    const isPooled = comesFromPooling(error)
    if (isPooled) names.giveUp()
    if (isPooled || (!isGood && !session.hasBegun())) throw asConflict(error)
    throw error
  } finally {
    guard.stop()
    // A connection in an unknown state must not return to the pool.
    client.release(!isGood)
  }
}

/** Marks a failure as safe to retry: nothing was committed. */
function asConflict(error: unknown): TransactionConflictError {
  return new TransactionConflictError(error instanceof Error ? error.message : String(error), {
    cause: error,
  })
}
