import { promisifyRequest } from 'idb-keyval'

/** The one object store of the database. */
const EVENTS = 'events'

/** A database with one store of events. */
export interface Database {
  /**
   * Runs `work` in a transaction of its own; resolves once that is committed. While the database is open, `work` begins in the
   * same task: a page that is torn down has no other.
   */
  transact(
    durability: IDBTransactionDurability,
    work: (events: IDBObjectStore) => Promise<void> | void,
  ): Promise<void>
  /** Lets go of it; the next transaction opens it again. */
  close(): void
}

/**
 * A database that is opened by its first transaction and stays open, until another page wants to delete it, or something fails:
 * Safari drops connections now and then. Browsers put pages with an open database into the back/forward cache.
 */
export function openDatabase(name: string): Database {
  let connection: IDBDatabase | undefined
  const close = () => {
    connection?.close()
    connection = undefined
  }
  const open = async () => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
    const opened = await promisifyRequest(request)
    close()
    opened.onversionchange = opened.onclose = close
    connection = opened
    return opened
  }
  return {
    close,
    async transact(durability, work) {
      try {
        const transaction = (connection ?? (await open())).transaction(EVENTS, 'readwrite', { durability })
        await work(transaction.objectStore(EVENTS))
        await promisifyRequest(transaction)
      } catch (error) {
        close()
        throw error
      }
    },
  }
}
