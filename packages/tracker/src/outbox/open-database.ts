import { promisifyRequest } from 'idb-keyval'

/** The one object store of the database. */
const EVENTS = 'events'

/** Runs `work` in a transaction of its own; rejects when IndexedDB fails twice, resolves when `work` does. */
export type Transact = <Result>(
  durability: IDBTransactionDurability,
  work: (events: IDBObjectStore) => Promise<Result>,
) => Promise<Result>

/**
 * A database that opens on first use, and once more when a transaction fails: Safari drops its connections now and then. It lets
 * go when somebody deletes it.
 */
export function openDatabase(name: string): Transact {
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
  return (durability, work) => {
    const attempt = async () => {
      opening ??= open()
      const transaction = (await opening).transaction(EVENTS, 'readwrite', { durability })
      return work(transaction.objectStore(EVENTS))
    }
    return attempt().catch(() => {
      opening = undefined
      return attempt()
    })
  }
}
