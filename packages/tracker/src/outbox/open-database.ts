import { promisifyRequest } from 'idb-keyval'

/** The one object store of the database. */
export const EVENTS = 'events'

/** Some browsers open a database and never say so; busy devices take seconds for what they do. In milliseconds. */
const PATIENCE_MS = 10_000

/**
 * A database with one store of events. It stays open until another page wants to delete it, so that last words need not wait; browsers
 * put pages with an open database into the back/forward cache.
 */
export async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
  const database = await settled(request)
  database.onversionchange = () => database.close()
  return database
}

/** What a request or a transaction comes to; rejects when it fails or takes too long. */
export function settled<Result>(work: IDBRequest<Result> | IDBTransaction): Promise<Result> {
  const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS))
  return Promise.race([promisifyRequest(work), patience])
}
