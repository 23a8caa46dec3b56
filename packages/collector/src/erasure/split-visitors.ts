import { identifiedPerson } from '../identity/event-identifiers.ts'
import { eventKey } from '../identity/event-position.ts'
import { personOf } from '../identity/visitor-identity.ts'
import type { History } from '../leads/history.ts'
import type { VisitorChange, VisitorDeletion } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { foldVisitor, type VisitorUpdate } from '../visits/visitor.ts'

/** The effect of an erasure on visitors. */
export interface SplitVisitors {
  /** Visitors to delete, because nobody else used them. */
  gone: VisitorDeletion[]
  /** Shared visitors, without what was erased. */
  kept: VisitorChange[]
  /** The events to be erased, of all visitors. */
  events: StoredEvent[]
  /** Keys of the other persons who used these visitors. */
  sharing: string[]
}

/** Splits the visitors in a history into what belongs to the persons to erase, and what belongs to others. */
export function splitVisitors(history: History, erased: Set<string>): SplitVisitors {
  const split: SplitVisitors = { gone: [], kept: [], events: [], sharing: [] }
  const parts = Array.from(history.visitors.values(), ({ visitor, placed }) => {
    const isErased = (event: StoredEvent) =>
      erased.has(personOf(visitor, event) ?? '') || erased.has(identifiedPerson(event) ?? '')
    const [own, others] = divide(
      placed.map(({ event }) => event),
      isErased,
    )
    split.events.push(...own)
    return { visitor, placed, own, others }
  })
  const events = new Set(split.events.map(eventKey))
  const isLeft = ({ person, key }: { person: string; key: string }) => !erased.has(person) && !events.has(key)
  for (const { visitor, placed, own, others } of parts) {
    const { id, runs } = visitor
    const aliases = visitor.aliases.filter(isLeft)
    const decisions = visitor.decisions?.filter(isLeft) ?? []
    const said = visitor.aliases.length + (visitor.decisions?.length ?? 0)
    if (
      own.length === 0 &&
      aliases.length + decisions.length === said &&
      !runs.some(({ person }) => erased.has(person))
    ) {
      continue
    }
    split.sharing.push(...runs.map(({ person }) => person).filter((person) => !erased.has(person)))
    const times = [...new Set(placed.map(({ event }) => event.at))]
    const isSeen = others.some((event) => !event.bot)
    if (!isSeen && aliases.length + decisions.length === 0) split.gone.push({ id, visits: times })
    else {
      const kept = { id, aliases, ...(decisions.length > 0 && { decisions }) }
      split.kept.push(asChange(foldVisitor(kept, others), times))
    }
  }
  return split
}

function asChange({ visitor, begun }: VisitorUpdate, replaces: number[]): VisitorChange {
  return { visitor, visits: begun, replaces, linked: [] }
}

function divide<Item>(items: Item[], test: (item: Item) => boolean): [yes: Item[], no: Item[]] {
  const yes: Item[] = []
  const no: Item[] = []
  for (const item of items) (test(item) ? yes : no).push(item)
  return [yes, no]
}
