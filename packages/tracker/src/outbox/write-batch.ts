import { writeMessage } from '../write-message.ts'
import type { StoredEvent } from './stored-event.ts'

/**
 * A batch as JSON.
 *
 * @param events all with the same head; one at least
 * @param sentAt in milliseconds since 1970
 * @param notes what the batch's context says besides
 */
export function writeBatch(events: StoredEvent[], sentAt: number, notes: object): string {
  const head = JSON.parse(`${events[0]?.head}`)
  const shared = { ...head, sentAt: new Date(sentAt), context: { ...head.context, ...notes } }
  return `${writeMessage(shared).slice(0, -1)},"batch":[${events.map(({ json }) => json)}]}`
}
