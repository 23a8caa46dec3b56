import type { TextStorage } from '../visitor.ts'
import type { Message } from './stored-event.ts'

/** Key of the leftovers. Each event is three lines: key, head and message. A note has two empty lines instead of key and head. */
const LEFTOVERS = 'leadlight-left'

/**
 * Saves events that may be lost when the page is unloaded, for the next page. Synchronous, unlike IndexedDB: WebKit aborts
 * transactions that a page began just before it was unloaded. Throws when the storage is full.
 *
 * @param note anything else to hand over, as JSON
 */
export function saveLeftovers(storage: TextStorage, events: Message[], note?: string): void {
  const lines = events.flatMap(({ key, head, json }) => [key, head, json])
  if (note) lines.push('', '', note)
  if (lines[0] != null) storage[LEFTOVERS] = [...lines, storage[LEFTOVERS]].join('\n')
}

/** Removes what earlier pages saved, and passes it on. The events are marked as forms, so that a full queue does not drop them. */
export function takeLeftovers(
  storage: TextStorage,
  onEvent: (message: Message) => void,
  onNote: (json: string) => void,
): void {
  const lines = storage[LEFTOVERS]?.split('\n') ?? []
  if (lines[2]) delete storage[LEFTOVERS]
  while (lines[2]) {
    const [key = '', head = '', json = ''] = lines.splice(0, 3)
    if (key) onEvent({ key, head, json, form: true })
    else onNote(json)
  }
}
