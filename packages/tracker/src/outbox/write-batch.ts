import { readTimeZone } from '../read-time-zone.ts'
import { version } from '../version.ts'
import { writeMessage } from '../write-message.ts'
import type { Message } from './stored-event.ts'

/**
 * Writes a batch as JSON. What says the same of every batch is added here, not stored with each event, and read when the page has loaded.
 *
 * @param events at least one; all have the same head
 * @param sentAt in milliseconds since 1970
 * @param notes keys to add to the batch's `context`
 */
export function writeBatch(events: Message[], sentAt: number, notes: object): string {
  const head = JSON.parse(`${events[0]?.head}`)
  Object.assign(head.context, {
    library: { name: '@leadlight/tracker', version },
    locale: navigator.language,
    timezone: readTimeZone(),
    ...notes,
  })
  const shared = writeMessage({ ...head, sentAt: new Date(sentAt) })
  return `${shared.slice(0, -1)},"batch":[${events.map(({ json }) => json)}]}`
}
