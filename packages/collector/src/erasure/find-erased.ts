import type { Transaction } from '../storage/port.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { eventName, namesInText, namesOf } from './erased-names.ts'
import { createMarker, type MakeMark } from './marks.ts'

/** What a delivery brings. */
export interface Arrivals {
  events: StoredEvent[]
  rejected: RejectedMessage[]
  /** A clock that is right shows that it was sent just now, so that it repeats nothing old. */
  sentNow: boolean
}

/** What of some deliveries was erased before, and so must not be taken in again. */
export interface Erased {
  events: Set<StoredEvent>
  rejected: Set<RejectedMessage>
}

/** Finds it; to be asked first of all in a transaction. */
export type FindErased = (transaction: Transaction, arrivals: Arrivals[]) => Promise<Erased>

/**
 * Makes the function that keeps what was erased from coming back. An event is refused when it was erased itself, whatever
 * time it claims now, or when it happened up to the erasure of somebody whom it names. What happens to them later is new.
 *
 * Only events that may be old are looked up: those from before the latest erasure, and those whose time depends on a
 * sender's clock that is off or unknown. So an erasure costs nothing while current events come in.
 */
export function createErasedFinder(): FindErased {
  let marker: { secret: string; mark: Promise<MakeMark> } | undefined

  return async (transaction, arrivals) => {
    const erasures = await transaction.erasures()
    if (erasures === null) return { events: new Set(), rejected: new Set() }
    if (marker?.secret !== erasures.secret) {
      marker = { secret: erasures.secret, mark: createMarker(erasures.secret) }
    }
    const suspects = arrivals.flatMap(({ events, sentNow }) =>
      events.filter((event) => !sentNow || event.at <= erasures.latest),
    )
    const rejected = arrivals.flatMap((each) => each.rejected)
    const untilOf = await lookUp(transaction, await marker.mark, [
      ...suspects.flatMap((event) => [eventName(event), ...namesOf(event)]),
      ...rejected.flatMap(({ message }) => namesInText(message)),
    ])
    const isErased = (event: StoredEvent) =>
      untilOf.has(eventName(event)) || namesOf(event).some((name) => event.at <= (untilOf.get(name) ?? -1))
    return {
      events: new Set(suspects.filter(isErased)),
      // They have no time that could be relied on, and are nothing but notes on faults.
      rejected: new Set(
        rejected.filter(({ message }) => namesInText(message).some((name) => untilOf.has(name))),
      ),
    }
  }
}

/** Until when each of these names is erased; those that are not are left out. */
async function lookUp(
  transaction: Transaction,
  mark: MakeMark,
  names: string[],
): Promise<Map<string, number>> {
  const marks = new Map<string, string>()
  for (const name of new Set(names)) marks.set(await mark(name), name)
  if (marks.size === 0) return new Map()
  const found = await transaction.erased([...marks.keys()])
  return new Map(found.map(({ mark, until }) => [marks.get(mark) ?? '', until]))
}
