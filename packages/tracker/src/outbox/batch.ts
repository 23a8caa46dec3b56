import { writeMessage } from '../write-message.ts'
import type { StoredEvent } from './stored-event.ts'

/** The oldest events that may go together: of one head, so many at most, with fewer bytes, and none that is `busy`. */
export function pickBatch(
  queue: Iterable<StoredEvent>,
  busy: ReadonlySet<string>,
  maxMessages: number,
  maxBytes: number,
): StoredEvent[] {
  const batch: StoredEvent[] = []
  let bytes = 0
  for (const event of queue) {
    if (
      bytes + event.size < maxBytes &&
      event.head === (batch[0] ?? event).head &&
      batch.length < maxMessages &&
      !busy.has(event.key)
    ) {
      bytes += event.size
      batch.push(event)
    }
  }
  return batch
}

/**
 * A batch as JSON.
 *
 * @param events all with the same head; one at least
 * @param sentAt in milliseconds since 1970
 * @param notes what the batch's context says besides
 */
export function writeBatch(events: StoredEvent[], sentAt: number, notes: object): string {
  const rest = writeMessage(notes).json.slice(1, -1)
  // The context stands at the end of a head, with something in it.
  const head = `${events[0]?.head.slice(0, -2)}${rest && `,${rest}`}}`
  const messages = events.map(({ json }) => json)
  return `${head},"sentAt":"${new Date(sentAt).toISOString()}","batch":[${messages}]}`
}
