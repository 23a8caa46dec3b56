import { promisifyRequest } from 'idb-keyval'

/** The one object store of the database. */
const EVENTS = 'events'

/** Runs `work` in a transaction of its own; resolves once it is committed, rejects when that failed twice. */
export type Transact = (
  durability: IDBTransactionDurability,
  work: (events: IDBObjectStore) => Promise<void>,
) => Promise<void>

/**
 * A database that opens on first use, and once more when a transaction fails: Safari drops its connections now and then. It lets
 * go when somebody deletes it, and is not made anew after `signal`.
 */
export function openDatabase(name: string, signal: AbortSignal): Transact {
  let opening: Promise<IDBDatabase> | undefined

  const open = async () => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
    const database = await promisifyRequest(request)
    database.onversionchange = () => {
      database.close()
      opening = undefined
    }
    return database
  }
  const attempt: Transact = async (durability, work) => {
    signal.throwIfAborted()
    opening ??= open()
    const transaction = (await opening).transaction(EVENTS, 'readwrite', { durability })
    await work(transaction.objectStore(EVENTS))
    await promisifyRequest(transaction)
  }
  return (...args) =>
    attempt(...args).catch(() => {
      opening = undefined
      return attempt(...args)
    })
}
