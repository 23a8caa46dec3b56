import { senderOf } from '../identity/naming.ts'
import { personOf } from '../identity/runs.ts'
import type { History } from '../leads/history.ts'
import type { VisitorChange, VisitorDeletion } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { foldVisitor, type VisitorUpdate } from '../visits/visitor.ts'

/** What an erasure makes of visitors. */
export interface SplitVisitors {
  /** Those that were never anybody else. */
  gone: VisitorDeletion[]
  /** Those that others used too, without what was erased. */
  kept: VisitorChange[]
  /** The events to be erased, of all visitors. */
  events: StoredEvent[]
}

/** Takes the visitors in a history apart: what is of the persons to be erased, and what is of others. */
export function splitVisitors(history: History, erased: Set<string>): SplitVisitors {
  const split: SplitVisitors = { gone: [], kept: [], events: [] }
  const isErased = (run: { person: string }) => erased.has(run.person)
  for (const [id, { visitor, placed }] of history.visitors) {
    const [own, others] = divide(
      placed.map(({ event }) => event),
      (event) => erased.has(personOf(visitor, event) ?? '') || erased.has(senderOf(event) ?? ''),
    )
    const said = [...visitor.runs, ...visitor.aliases, ...(visitor.decisions ?? [])]
    if (own.length === 0 && !said.some(isErased)) continue
    const times = [...new Set(placed.map(({ event }) => event.at))]
    split.events.push(...own)
    const aliases = visitor.aliases.filter((run) => !isErased(run))
    const decisions = visitor.decisions?.filter((decision) => !isErased(decision)) ?? []
    if (others.length === 0 && aliases.length === 0) split.gone.push({ id, visits: times })
    else
      split.kept.push(
        asChange(foldVisitor({ id, aliases, ...(decisions.length > 0 && { decisions }) }, others), times),
      )
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
