import { writeMessage } from '../write-message.ts'
import type { Message } from './stored-event.ts'

/**
 * A batch as JSON.
 *
 * @param events all with the same head; one at least
 * @param sentAt in milliseconds since 1970
 * @param notes what the batch's context says besides
 */
export function writeBatch(events: Message[], sentAt: number, notes: object): string {
  const head = JSON.parse(`${events[0]?.head}`)
  Object.assign(head.context, notes)
  const shared = writeMessage({ ...head, sentAt: new Date(sentAt) })
  return `${shared.slice(0, -1)},"batch":[${events.map(({ json }) => json)}]}`
}
