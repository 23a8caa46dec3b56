import type { ContentRow } from '@leadlight/protocol'
import { visitorSubject } from '../identity/subject.ts'
import { readHistory } from '../leads/history.ts'
import { MAX_REPLAYED_EVENTS } from '../leads/too-many-events-error.ts'
import type { Snapshot, TimeRange } from '../storage/port.ts'
import type { VisitPlace } from '../storage/report-reading.ts'
import type { Visitor } from '../visits/visitor.ts'
import { createPageTally, type NamedLead } from './page-tally.ts'
import { pageViewsOf } from './page-views.ts'

/** The parameters of the report on pages: visits that began within a range, on one site or all. */
export interface ContentQuery extends TimeRange {
  site?: string
}

/** Visits read at a time. */
const AT_ONCE = 200
/** Events processed at a time, before other work gets its turn; one visitor may have more. */
const EVENTS_AT_ONCE = 2_000

/** The report on pages: page views of all visits that began within a range, in no particular order. */
export async function reportContent(
  snapshot: Snapshot,
  { from, to, site }: ContentQuery,
): Promise<ContentRow[]> {
  const tally = createPageTally()
  const isWanted = (item: { site: string; visitAt: number }) =>
    item.visitAt >= from && item.visitAt < to && (site === undefined || item.site === site)
  for await (const visitors of portionsWithin(snapshot, { from, to })) {
    const { visitors: histories } = await readHistory(snapshot, visitors, [])
    const viewed = Array.from(histories.values(), ({ visitor, placed }) => {
      const { views, forms } = pageViewsOf(visitor, placed)
      return { views: views.filter(isWanted), forms: forms.filter(isWanted) }
    })
    const leads = await readLeads(
      snapshot,
      viewed.flatMap(({ views }) => views.flatMap(({ person }) => person ?? [])),
    )
    for (const { views, forms } of viewed) tally.add(views, forms, (person) => leads.get(person))
  }
  return tally.rows()
}

async function* portionsWithin(snapshot: Snapshot, range: TimeRange): AsyncGenerator<Visitor[]> {
  for await (const visitors of visitorsWithin(snapshot, range)) yield* portionsOf(snapshot, visitors)
}

/** The visitors with a visit that began within a range, in batches, each visitor once. */
async function* visitorsWithin(snapshot: Snapshot, range: TimeRange): AsyncGenerator<Visitor[]> {
  // Visitors that may occur again. One whose latest visit is its first has no other, and need not be remembered.
  const known = new Set<string>()
  let after: VisitPlace | null = null
  for (;;) {
    const visits: { place: VisitPlace; visitor: Visitor }[] = await snapshot.visitsWithin(range, {
      after,
      limit: AT_ONCE,
    })
    yield visits.flatMap(({ visitor }) => {
      if (known.has(visitor.id)) return []
      if (visitor.visit?.number !== 1) known.add(visitor.id)
      return [visitor]
    })
    const last = visits.at(-1)
    if (last === undefined || visits.length < AT_ONCE) return
    after = last.place
  }
}

/**
 * Splits visitors into portions of few events, so that none of them takes long, however much its visitors do. Visitors with more
 * events than are replayed are left out: no person reads that many pages.
 */
async function* portionsOf(snapshot: Snapshot, visitors: Visitor[]): AsyncGenerator<Visitor[]> {
  const subjects = visitors.map(({ id }) => visitorSubject(id))
  const hasMore = async (events: number) => (await snapshot.countEvents(subjects, events + 1)) > events
  if (visitors.length === 0) return
  if (!(await hasMore(EVENTS_AT_ONCE))) yield visitors
  else if (visitors.length > 1) {
    const middle = visitors.length >> 1
    yield* portionsOf(snapshot, visitors.slice(0, middle))
    yield* portionsOf(snapshot, visitors.slice(middle))
  } else if (!(await hasMore(MAX_REPLAYED_EVENTS))) yield visitors
}

/** The leads of persons, by the persons' keys. */
async function readLeads(snapshot: Snapshot, persons: string[]): Promise<Map<string, NamedLead>> {
  const found = persons.length === 0 ? [] : await snapshot.persons([...new Set(persons)])
  const leads = new Map<string, NamedLead>()
  for (const { lead: id, seen } of found) {
    leads.set(id, { id, named: Math.min(seen.at, leads.get(id)?.named ?? seen.at) })
  }
  return new Map(found.flatMap(({ key, lead }) => [[key, leads.get(lead) ?? { id: lead, named: 0 }]]))
}
