import { guard } from '../guard.ts'

/** The one object store of the database. */
const EVENTS = 'events'

/** Some browsers open a database and never say so, in milliseconds. */
const PATIENCE_MS = 1_000

/** A database with one store of events. */
export interface Database {
  /**
   * Runs `work` in a transaction of its own; resolves once that is committed. While the database is open, `work` begins in the
   * same task: a page that is torn down has no other.
   */
  transact(durability: IDBTransactionDurability, work: (events: IDBObjectStore) => void): Promise<unknown>
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
  return {
    close,
    transact: (durability, work) =>
      new Promise((resolve, reject) => {
        const fail = (cause: unknown) => {
          close()
          reject(cause)
        }
        const begin = (database: IDBDatabase) => {
          const transaction = database.transaction(EVENTS, 'readwrite', { durability })
          transaction.oncomplete = resolve
          transaction.onabort = fail
          work(transaction.objectStore(EVENTS))
        }
        const open = () => {
          const request = indexedDB.open(name)
          request.onerror = fail
          request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
          request.onsuccess = guard(() => {
            close()
            connection = request.result
            connection.onversionchange = connection.onclose = close
            begin(connection)
          }, fail)
        }
        setTimeout(reject, PATIENCE_MS)
        guard(() => (connection ? begin(connection) : open()), fail)()
      }),
  }
}
