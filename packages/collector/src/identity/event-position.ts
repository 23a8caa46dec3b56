import type { StoredEvent } from '../stored-event.ts'

/** An event's place in the total order of all events: by time, then by key. */
export interface EventPosition {
  /** Milliseconds since 1970. */
  at: number
  /** See {@link eventKey}. */
  key: string
}

type Named = Pick<StoredEvent, 'messageId' | 'site' | 'trusted'>

/**
 * The unique key of an event. It includes the site and the kind of API key, so that a stranger cannot occupy an event's
 * `messageId` by sending it first.
 */
export function eventKey({ messageId, site, trusted }: Named): string {
  return `${messageId}\n${trusted ? '!' : '.'}${site}`
}

/** The `messageId` within an event's key. */
export function messageIdOf(key: string): string {
  return readEventKey(key).messageId
}

/** The inverse of {@link eventKey}. */
export function readEventKey(key: string): Named {
  const end = key.lastIndexOf('\n')
  if (end < 0) return { messageId: key, site: '', trusted: false }
  return { messageId: key.slice(0, end), site: key.slice(end + 2), trusted: key[end + 1] === '!' }
}

/** The place of an event in the order. */
export function positionOf(event: Named & { at: number }): EventPosition {
  return { at: event.at, key: eventKey(event) }
}

/** Comparator of positions; zero only for the same event. */
export function comparePositions(a: EventPosition, b: EventPosition): number {
  return a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** Comparator of events, equal to {@link comparePositions}; builds keys only for events of the same millisecond. */
export function compareEvents(a: StoredEvent, b: StoredEvent): number {
  return a.at - b.at || comparePositions(positionOf(a), positionOf(b))
}

/** Whether an event precedes a position; builds its key only when both have the same time. */
export function isBefore(event: StoredEvent, position: EventPosition): boolean {
  return event.at < position.at || (event.at === position.at && eventKey(event) < position.key)
}
