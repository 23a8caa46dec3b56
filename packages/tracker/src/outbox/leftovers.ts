import type { TextStorage } from '../visitor.ts'
import { writeMessage } from '../write-message.ts'
import { countDropped, type Report } from './report.ts'
import type { Message } from './stored-event.ts'

/** Key of the leftovers. Each event is three lines: key, head and message. What was dropped has two empty lines instead of key and head. */
const LEFTOVERS = 'leadlight-left'

/**
 * Saves events for the next page that may be lost when this one is unloaded, and hands over what was dropped. Synchronous, unlike
 * IndexedDB: WebKit aborts transactions that a page began just before it was unloaded. Events that do not fit are dropped; throws when
 * not even their number does.
 */
export function saveLeftovers(storage: TextStorage, events: Message[], report: Report): void {
  const save = (lines: string[]) => {
    if (report.dropped) lines.push('', '', writeMessage(report.dropped))
    if (lines[0] != null) storage[LEFTOVERS] = [...lines, storage[LEFTOVERS]].join('\n')
    report.dropped = undefined
  }
  try {
    save(events.flatMap(({ key, head, json }) => [key, head, json]))
  } catch {
    countDropped(report, 'unstored', events.length)
    save([])
  }
}

/** Removes what earlier pages saved, and passes it on. The events are marked as forms, so that a full outbox does not drop them. */
export function takeLeftovers(
  storage: TextStorage,
  onEvent: (message: Message) => void,
  report: Report,
): void {
  const lines = storage[LEFTOVERS]?.split('\n') ?? []
  if (lines[2]) delete storage[LEFTOVERS]
  while (lines[2]) {
    const [key = '', head = '', json = ''] = lines.splice(0, 3)
    if (key) onEvent({ key, head, json, form: true })
    else report.dropped = JSON.parse(json)
  }
}
