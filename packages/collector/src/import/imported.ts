import type { StoredEvent } from '../stored-event.ts'

/** The site of imported events by default. */
export const IMPORT_SITE = 'import'

/** The key in an event's context that marks it as imported history; no sender can set it. */
export const IMPORTED = 'imported'

/** Marks an event as imported history. */
export function markImported(event: StoredEvent): StoredEvent {
  return { ...event, context: { ...event.context, [IMPORTED]: true } }
}

/** Whether an event is imported history, which counts like any other event, but triggers no actions. */
export function isImported({ context }: Pick<StoredEvent, 'context'>): boolean {
  return context[IMPORTED] === true
}
