import type { ContentRow } from '@leadlight/protocol'
import { visitorSubject } from '../identity/naming.ts'
import { readHistory } from '../leads/history.ts'
import { MOST_REPLAYED } from '../leads/too-many-events-error.ts'
import type { Snapshot, TimeRange } from '../storage/port.ts'
import type { VisitPlace } from '../storage/report-reading.ts'
import type { Visitor } from '../visits/visitor.ts'
import { createPageTally, type NamedLead } from './page-tally.ts'
import { pageViewsOf } from './page-views.ts'

/** The parameters of the report on pages: visits that began within a range, on one site or all. */
export interface ContentQuestion extends TimeRange {
  site?: string
}

/** Visits processed at a time, before other work gets its turn. */
const AT_ONCE = 200

/** The report on pages: page views of all visits that began within a range, in no particular order. */
export async function reportContent(
  snapshot: Snapshot,
  { from, to, site }: ContentQuestion,
): Promise<ContentRow[]> {
  const tally = createPageTally()
  const isWanted = (item: { site: string; visitAt: number }) =>
    item.visitAt >= from && item.visitAt < to && (site === undefined || item.site === site)
  for await (const visitors of visitorsWithin(snapshot, { from, to })) {
    const { visitors: histories } = await readHistory(
      snapshot,
      await withoutLongHistories(snapshot, visitors),
      [],
    )
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

/** Leaves out visitors with more events than are replayed: no person reads that many pages. */
async function withoutLongHistories(snapshot: Snapshot, visitors: Visitor[]): Promise<Visitor[]> {
  const subjects = visitors.map(({ id }) => visitorSubject(id))
  const all = subjects.length === 0 ? 0 : await snapshot.countEvents(subjects, MOST_REPLAYED + 1)
  if (all <= MOST_REPLAYED) return visitors
  const few: Visitor[] = []
  for (const visitor of visitors) {
    const count = await snapshot.countEvents([visitorSubject(visitor.id)], MOST_REPLAYED + 1)
    if (count <= MOST_REPLAYED) few.push(visitor)
  }
  return few
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
