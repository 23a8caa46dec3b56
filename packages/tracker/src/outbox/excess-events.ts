import type { StoredEvent } from './stored-event.ts'

/** Most bytes of messages in memory, form submissions aside. */
const MAX_BYTES = 8_000_000

/** The oldest events that must leave memory so that the others fit; never a form submission. */
export function excessEvents(events: readonly StoredEvent[]): StoredEvent[] {
  let excess = -MAX_BYTES
  for (const { size } of events) excess += size
  return events.filter(({ form, size }) => {
    if (excess <= 0 || form) return false
    excess -= size
    return true
  })
}
