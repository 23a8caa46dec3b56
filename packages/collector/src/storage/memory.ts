import { createMemoryTransaction } from './memory/memory-transaction.ts'
import { shortenMemoryLog } from './memory/shorten-memory-log.ts'
import { createTables } from './memory/tables.ts'
import type { Store } from './port.ts'
import { StoreUnavailableError } from './store-unavailable-error.ts'
import { createTurns } from './turns.ts'

/** Creates a store in memory, lost when the process ends: for tests, trials and collectors within a page. */
export function memoryStore(): Store {
  const tables = createTables()
  const turns = createTurns()
  let closed = false

  const refuseWhenClosed = () => {
    if (closed) throw new StoreUnavailableError('The store is closed')
  }
  return {
    transact: (work) =>
      turns.take(async () => {
        refuseWhenClosed()
        const undo: (() => void)[] = []
        try {
          return await work(createMemoryTransaction(tables, undo))
        } catch (error) {
          for (const step of undo.reverse()) step()
          throw error
        }
      }),
    read: (work) =>
      turns.take(async () => {
        refuseWhenClosed()
        return await work(createMemoryTransaction(tables, []))
      }),
    scrub: () => turns.take(async () => refuseWhenClosed()),
    shortenLog: (cut) =>
      turns.take(async () => {
        refuseWhenClosed()
        return shortenMemoryLog(tables, cut)
      }),
    close: () =>
      turns.take(async () => {
        closed = true
      }),
  }
}
