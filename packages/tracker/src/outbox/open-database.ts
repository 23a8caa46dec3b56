import { promisifyRequest, type UseStore } from 'idb-keyval'

/** Opens transactions on the database of events; made for the functions of idb-keyval. */
export interface Database {
  use(durability: IDBTransactionDurability): UseStore
  /** Deletes the database with all its events, at once and in every tab. */
  destroy(): void
}

const EVENTS = 'events'

/**
 * A database that opens on first use, lets go when another tab deletes it, and is opened once more when a transaction fails: Safari
 * drops its connection now and then. Everything may reject; nothing throws.
 */
export function openDatabase(name: string): Database {
  let opening: Promise<IDBDatabase> | undefined

  const open = () => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore(EVENTS)
    const opened = promisifyRequest(request)
    opened.then(
      (database) => {
        database.onclose = forget
        database.onversionchange = () => {
          database.close()
          forget()
        }
      },
      () => {},
    )
    return opened
  }
  const forget = () => {
    opening = undefined
  }

  return {
    use: (durability) => (mode, callback) => {
      const attempt = async () => {
        opening ??= open()
        const transaction = (await opening).transaction(EVENTS, mode, { durability })
        return callback(transaction.objectStore(EVENTS))
      }
      return attempt().catch(() => {
        forget()
        return attempt()
      })
    },
    destroy() {
      try {
        opening?.then((database) => database.close()).catch(() => {})
        forget()
        indexedDB.deleteDatabase(name)
      } catch {
        // No IndexedDB here, so nothing was kept.
      }
    },
  }
}
