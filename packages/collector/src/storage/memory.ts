import { createMemoryTransaction } from './memory/memory-transaction.ts'
import { shortenMemoryLog } from './memory/shorten-memory-log.ts'
import { createTables } from './memory/tables.ts'
import { createMutex } from './mutex.ts'
import type { Store } from './port.ts'
import { StoreUnavailableError } from './store-unavailable-error.ts'

/** Creates a store in memory, lost when the process ends: for tests, trials and collectors within a page. */
export function memoryStore(): Store {
  const tables = createTables()
  const mutex = createMutex()
  let closed = false

  const refuseWhenClosed = () => {
    if (closed) throw new StoreUnavailableError('The store is closed')
  }
  return {
    transact: (work) =>
      mutex.run(async () => {
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
      mutex.run(async () => {
        refuseWhenClosed()
        return await work(createMemoryTransaction(tables, []))
      }),
    scrub: () => mutex.run(async () => refuseWhenClosed()),
    shortenLog: (cut) =>
      mutex.run(async () => {
        refuseWhenClosed()
        return shortenMemoryLog(tables, cut)
      }),
    close: () =>
      mutex.run(async () => {
        closed = true
      }),
  }
}
