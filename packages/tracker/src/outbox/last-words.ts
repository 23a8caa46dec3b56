import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import type { Message } from './stored-event.ts'

/** Where a page that is left writes what may not have arrived: a line for each field of each event, none of which has a line break. */
const LEFT = 'leadlight-left'

/**
 * Writes events in the same task, which IndexedDB cannot promise: WebKit gives up what a page began to write as it was left.
 *
 * @returns whether there was room for them
 */
export const leaveLastWords = guard((storage: TextStorage, events: Message[]): boolean => {
  const lines = events.flatMap(({ key, head, json }) => [key, head, json])
  if (lines[0]) storage[LEFT] = [...lines, storage[LEFT]].join('\n')
  return true
})

/** Takes what earlier pages wrote as they were left; none of it is given up again. */
export function takeLastWords(storage: TextStorage): Message[] {
  const lines = take(storage, LEFT).split('\n')
  const events: Message[] = []
  while (lines[2]) {
    const [key = '', head = '', json = ''] = lines.splice(0, 3)
    events.push({ key, head, json, form: true })
  }
  return events
}

/** Reads a text and removes it; empty when there is none. */
export function take(storage: TextStorage, name: string): string {
  const text = storage[name] ?? ''
  if (text) delete storage[name]
  return text
}
