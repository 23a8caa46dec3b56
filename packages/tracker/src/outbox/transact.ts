import { promisifyRequest } from 'idb-keyval'

/** The one object store of the database. */
const EVENTS = 'events'

/**
 * Runs `work` in a transaction of its own; resolves once that is committed. The database is opened each time: Safari drops
 * connections now and then, an open one keeps the page out of some browsers' back/forward cache, and keeps other pages from
 * deleting the database.
 */
export async function transact(
  database: string,
  durability: IDBTransactionDurability,
  work: (events: IDBObjectStore) => Promise<void>,
): Promise<void> {
  const request = indexedDB.open(database)
  request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
  const connection = await promisifyRequest(request)
  const transaction = connection.transaction(EVENTS, 'readwrite', { durability })
  // That is, when the transaction is over.
  connection.close()
  await work(transaction.objectStore(EVENTS))
  await promisifyRequest(transaction)
}
