import type { TextStorage } from '../visitor.ts'
import type { Message } from './stored-event.ts'

/** Where a page that is left writes what may not have arrived: lines, none of which has a line break. */
const LEFT = 'leadlight-left'

/**
 * Writes events in the same task, which IndexedDB cannot promise: WebKit gives up what a page began to write as it was left. Throws
 * when there is no room for them.
 *
 * @param note one more thing to say, as JSON; or nothing
 */
export function leaveLastWords(storage: TextStorage, events: Message[], note?: string): void {
  const lines = events.flatMap(({ key, head, json }) => [key, head, json])
  if (note) lines.push('', '', note)
  if (lines[0] != null) storage[LEFT] = [...lines, storage[LEFT]].join('\n')
}

/** Takes what earlier pages wrote as they were left: events, which are not given up again, and what was noted. */
export function takeLastWords(
  storage: TextStorage,
  keep: (message: Message) => void,
  note: (json: string) => void,
): void {
  const lines = storage[LEFT]?.split('\n') ?? []
  if (lines[2]) delete storage[LEFT]
  while (lines[2]) {
    const [key = '', head = '', json = ''] = lines.splice(0, 3)
    if (key) keep({ key, head, json, form: true })
    else note(json)
  }
}
