import type { StoredEvent } from '../stored-event.ts'

/** The site of what files bring, unless they are said to be of another. */
export const IMPORT_SITE = 'import'

/** The key in an event's context by which it is known to be history; no sender can set it. */
export const IMPORTED = 'imported'

/** An event marked as history. */
export function markImported(event: StoredEvent): StoredEvent {
  return { ...event, context: { ...event.context, [IMPORTED]: true } }
}

/** Whether an event is history that was brought in: it counts like any other, and sets nothing off. */
export function isImported({ context }: Pick<StoredEvent, 'context'>): boolean {
  return context[IMPORTED] === true
}
