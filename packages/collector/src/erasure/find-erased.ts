import type { Transaction } from '../storage/port.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { eventName, namesInText, namesOf } from './erased-names.ts'
import { createKeyedHash, type KeyedHash } from './keyed-hash.ts'

/** The content of a delivery. */
export interface IntakeBatch {
  events: StoredEvent[]
  rejected: RejectedMessage[]
  /** Whether a correct clock shows that it was sent just now, so that it repeats nothing old. */
  sentNow: boolean
}

/** The parts of deliveries that were erased before and must not be stored again. */
export interface Erased {
  events: Set<StoredEvent>
  rejected: Set<RejectedMessage>
}

/** Finds what was erased before; must be called first in a transaction. */
export type FindErased = (transaction: Transaction, arrivals: IntakeBatch[]) => Promise<Erased>

/**
 * Creates the function that prevents erased data from returning. An event is refused when it was erased itself, whatever time it
 * has now, or when it is not later than the erasure of somebody it names. Later events are new.
 *
 * Only events that may be old are looked up: those before the latest erasure, and those from a sender whose clock is off or
 * unknown. So erasures do not slow down current events.
 */
export function createErasedFinder(): FindErased {
  let keyedHash: { secret: string; hash: Promise<KeyedHash> } | undefined

  return async (transaction, arrivals) => {
    const erasures = await transaction.erasures()
    if (erasures === null) return { events: new Set(), rejected: new Set() }
    if (keyedHash?.secret !== erasures.secret) {
      keyedHash = { secret: erasures.secret, hash: createKeyedHash(erasures.secret) }
    }
    const suspects = arrivals.flatMap(({ events, sentNow }) =>
      events.filter((event) => !sentNow || event.at <= erasures.latest),
    )
    const rejected = arrivals
      .flatMap((each) => each.rejected)
      .map((message) => ({ message, names: namesInText(message.message) }))
    const untilOf = await lookUp(transaction, await keyedHash.hash, [
      ...suspects.flatMap((event) => [eventName(event), ...namesOf(event)]),
      ...rejected.flatMap(({ names }) => names),
    ])
    const isErased = (event: StoredEvent) =>
      untilOf.has(eventName(event)) || namesOf(event).some((name) => event.at <= (untilOf.get(name) ?? -1))
    return {
      events: new Set(suspects.filter(isErased)),
      // Rejected messages have no reliable time, and are only notes on faults.
      rejected: new Set(
        rejected.flatMap(({ message, names }) => (names.some((name) => untilOf.has(name)) ? [message] : [])),
      ),
    }
  }
}

/** Time of erasure by name, for those of the names that were erased. */
async function lookUp(
  transaction: Transaction,
  mark: KeyedHash,
  names: string[],
): Promise<Map<string, number>> {
  const marks = new Map<string, string>()
  for (const name of new Set(names)) marks.set(await mark(name), name)
  if (marks.size === 0) return new Map()
  const found = await transaction.erased([...marks.keys()])
  return new Map(found.map(({ mark, until }) => [marks.get(mark) ?? '', until]))
}
