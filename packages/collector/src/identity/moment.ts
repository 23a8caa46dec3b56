import type { StoredEvent } from '../stored-event.ts'

/** An event's place in the one order of all events: by time, ties by its key. */
export interface Moment {
  /** Milliseconds since 1970. */
  at: number
  /** See {@link eventKey}. */
  key: string
}

type Named = Pick<StoredEvent, 'messageId' | 'site' | 'trusted'>

/**
 * What makes an event unique: `messageId`s of different sites, or of public and secret keys, do not clash, so that a
 * stranger can never take an event's place by sending its `messageId` first.
 */
export function eventKey({ messageId, site, trusted }: Named): string {
  return `${messageId}\n${trusted ? '!' : '.'}${site}`
}

/** The `messageId` within an event's key. */
export function messageIdOf(key: string): string {
  return readEventKey(key).messageId
}

/** The opposite of {@link eventKey}. */
export function readEventKey(key: string): Named {
  const end = key.lastIndexOf('\n')
  if (end < 0) return { messageId: key, site: '', trusted: false }
  return { messageId: key.slice(0, end), site: key.slice(end + 2), trusted: key[end + 1] === '!' }
}

/** Where an event stands in the order. */
export function momentOf(event: Named & { at: number }): Moment {
  return { at: event.at, key: eventKey(event) }
}

/** Negative when `a` comes first; zero only for the same event. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** Like {@link compareMoments}, for events; makes keys for those of one millisecond only. */
export function compareEvents(a: StoredEvent, b: StoredEvent): number {
  return a.at - b.at || compareMoments(momentOf(a), momentOf(b))
}

/** Whether an event comes before a moment; makes no key unless both are of one millisecond. */
export function isBefore(event: StoredEvent, moment: Moment): boolean {
  return event.at < moment.at || (event.at === moment.at && eventKey(event) < moment.key)
}
