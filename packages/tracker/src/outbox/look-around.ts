import { promisifyRequest } from 'idb-keyval'
import type { StoredEvent } from './stored-event.ts'

/** What a look at the database tells a page. */
export interface Surroundings {
  /** Events that were another page's and are now this one's. */
  adopted: StoredEvent[]
  /** Keys of its own that another page took over, or got confirmed. */
  gone: string[]
  /** Whether other pages have something to send. */
  hasOthers: boolean
}

/**
 * Looks at all events of a database, in a transaction: renews the time of a page's own, and takes over those whose page has died.
 *
 * @param queue what the page has to send, by key
 * @param due until when all of these are the page's, in milliseconds since 1970
 */
export async function lookAround(
  events: IDBObjectStore,
  queue: ReadonlyMap<string, StoredEvent>,
  now: number,
  due: number,
): Promise<Surroundings> {
  const adopted: StoredEvent[] = []
  const mine = new Set<string>()
  const rows = await promisifyRequest<StoredEvent[]>(events.getAll())
  for (const row of rows) {
    const event = queue.get(row.key)
    // Its page lives and is this one, or has died; more than anybody grants is left when the clock was set back.
    if (row.due === event?.due || Number(row.due) <= now || Number(row.due) > due) {
      mine.add(row.key)
      row.due = due
      events.put(row, row.key)
      if (event) event.due = due
      else adopted.push(row)
    }
  }
  const gone = [...queue.values()].filter((event) => event.due && !mine.has(event.key)).map(({ key }) => key)
  return { adopted, gone, hasOthers: rows.length > mine.size }
}
