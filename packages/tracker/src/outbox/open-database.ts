import { promisifyRequest } from 'idb-keyval'

/** Name of the only object store. */
export const EVENTS = 'events'

/** Timeout in milliseconds. Some browsers never report that a database is open; slow devices take seconds per request. */
const TIMEOUT_MS = 10_000

/**
 * Opens the database of the outbox. The connection stays open, so that the last events of a page need not wait for one, and closes
 * when another page deletes the database. It does not keep the page out of the back/forward cache.
 */
export function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
  return inTime(
    promisifyRequest(request).then((database) => {
      // Even if it opens too late to be used: otherwise nobody can delete it while this page lives.
      database.onversionchange = () => database.close()
      return database
    }),
  )
}

/** Resolves to the result of a request, or when a transaction has completed; rejects when it fails or times out. */
export function settled<Result>(work: IDBRequest<Result> | IDBTransaction): Promise<Result> {
  return inTime(promisifyRequest(work))
}

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const timeout = new Promise<never>((_, reject) => setTimeout(reject, TIMEOUT_MS))
  return Promise.race([work, timeout])
}
