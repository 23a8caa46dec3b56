import { createKeyedHash, newSecret } from '../erasure/keyed-hash.ts'
import { eventKey } from '../identity/event-position.ts'
import { subjectOf } from '../identity/subject.ts'
import type { Transaction, Verdict } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The result of appending events, in their order. */
export interface Appended {
  /** The events as stored; with another id where theirs was taken. */
  events: StoredEvent[]
  verdicts: Verdict[]
}

/** Name of the setting with the secret from which replacement ids are derived. */
const SECRET = 'claimed ids'

/**
 * Appends events to the log. A `messageId` identifies an event of one visitor or person. When a public key sends an id that an
 * event of somebody else has, the event is stored under a replacement id that nobody can predict, so that nobody can block
 * another's event by sending its id first. The same id from the same sender is the same event.
 */
export async function appendEvents(transaction: Transaction, events: StoredEvent[]): Promise<Appended> {
  const verdicts = await transaction.insertEvents(events)
  const contested = events.filter((event, index) => verdicts[index] === 'conflict' && !event.trusted)
  if (contested.length === 0) return { events, verdicts }

  const renamed = await renameTaken(transaction, contested)
  if (renamed.size === 0) return { events, verdicts }
  const again = await transaction.insertEvents([...renamed.values()])
  const order = [...renamed.keys()]
  return {
    events: events.map((event) => renamed.get(event) ?? event),
    verdicts: verdicts.map((verdict, index) => {
      const event = events[index]
      return (event && again[order.indexOf(event)]) ?? verdict
    }),
  }
}

/** The events whose id is taken by somebody else's event, each with its replacement. */
async function renameTaken(
  transaction: Transaction,
  contested: StoredEvent[],
): Promise<Map<StoredEvent, StoredEvent>> {
  const subjects = new Set(contested.map(subjectOf).filter((subject) => subject !== null))
  const own = new Set((await transaction.events([...subjects])).map(nameOf))
  const taken = contested.filter((event) => subjectOf(event) !== null && !own.has(nameOf(event)))
  if (taken.length === 0) return new Map()
  const hash = await createKeyedHash(await readSecret(transaction))
  const renamed = new Map<StoredEvent, StoredEvent>()
  for (const event of taken) {
    renamed.set(event, { ...event, messageId: `${event.messageId}~${await hash(nameOf(event))}` })
  }
  return renamed
}

function nameOf(event: StoredEvent): string {
  return `${eventKey(event)}\n${subjectOf(event)}`
}

async function readSecret(transaction: Transaction): Promise<string> {
  const known = await transaction.setting(SECRET)
  if (known !== null) return known
  const secret = newSecret()
  await transaction.saveSetting(SECRET, secret)
  return secret
}
