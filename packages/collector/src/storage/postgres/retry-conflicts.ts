import { setTimeout as sleep } from 'node:timers/promises'
import { TransactionConflictError } from './postgres-errors.ts'

const ATTEMPTS = 10
const LONGEST_PAUSE_MS = 20

/** Retries work after a short random pause, as long as it conflicts with another transaction. */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TransactionConflictError) || attempt === ATTEMPTS) throw error
      await sleep(Math.random() * LONGEST_PAUSE_MS * attempt)
    }
  }
}
