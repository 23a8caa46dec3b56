import type { LogCut } from '../port.ts'
import type { Tables } from './tables.ts'

/** Deletes old events as `Store.shortenLog` describes: they are no longer found by subject, but still known by key. */
export function shortenMemoryLog(tables: Tables, { before, types, except }: LogCut): number {
  let count = 0
  for (const [subject, events] of tables.bySubject) {
    const left = events.filter(
      (event) =>
        event.receivedAt >= before ||
        event.trusted ||
        !types.includes(event.type) ||
        except.includes(event.name),
    )
    count += events.length - left.length
    if (left.length > 0) tables.bySubject.set(subject, left)
    else tables.bySubject.delete(subject)
  }
  return count
}
