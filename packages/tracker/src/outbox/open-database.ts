/** The one object store of the database. */
export const EVENTS = 'events'

/** Some browsers open a database and never say so, in milliseconds. */
const PATIENCE_MS = 1_000

/**
 * A database with one store of events. It stays open until another page wants to delete it, so that last words need not wait; browsers
 * put pages with an open database into the back/forward cache.
 */
export async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
  await settled(request)
  const database = request.result
  database.onversionchange = () => database.close()
  return database
}

/** Resolves once a request has a result or a transaction is committed; rejects when it fails or takes too long. */
export function settled(work: IDBRequest | IDBTransaction): Promise<unknown> {
  return new Promise((resolve, reject) => {
    Object.assign(work, { onsuccess: resolve, oncomplete: resolve, onerror: reject, onabort: reject })
    setTimeout(reject, PATIENCE_MS)
  })
}
