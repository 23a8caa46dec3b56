import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import type { StoredEvent } from './stored-event.ts'

/** Where a page that is left writes what may not have arrived: a line for each field of each event, none of which has a line break. */
const LEFT = 'leadlight-left'

/**
 * Writes events in the same task, which IndexedDB cannot promise: WebKit gives up what a page began to write as it was left.
 *
 * @returns whether there was room for them
 */
export const leaveLastWords = guard((storage: TextStorage, events: StoredEvent[]): boolean => {
  const lines = events.flatMap(({ key, head, json, size, form }) => [key, head, json, size, form])
  if (lines[0]) storage[LEFT] = [...(storage[LEFT]?.split('\n') ?? []), ...lines].join('\n')
  return true
})

/** Takes what earlier pages wrote as they were left. */
export function takeLastWords(storage: TextStorage): StoredEvent[] {
  const lines = storage[LEFT]?.split('\n') ?? []
  const events: StoredEvent[] = []
  if (lines[0]) delete storage[LEFT]
  while (lines[0]) {
    const [key = '', head = '', json = '', size, form] = lines.splice(0, 5)
    events.push({ key, head, json, size: Number(size), form: form === 'true' })
  }
  return events
}
