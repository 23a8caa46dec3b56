import type { ContentRow } from '@leadlight/protocol'
import { visitorSubject } from '../identity/naming.ts'
import { readHistory } from '../leads/history.ts'
import { MOST_REPLAYED } from '../leads/too-many-events-error.ts'
import type { Snapshot, TimeRange } from '../storage/port.ts'
import type { VisitPlace } from '../storage/report-reading.ts'
import type { Visitor } from '../visits/visitor.ts'
import { createPageTally, type NamedLead } from './page-tally.ts'
import { pageViewsOf } from './page-views.ts'

/** What the report on pages is asked for: visits that began within a range, and of which site; every site unless given. */
export interface ContentQuestion extends TimeRange {
  site?: string
}

/** So many visits are gone through before others have their turn. */
const AT_ONCE = 200

/** How pages were read, and by whom: the page views of all visits that began within a range, in no particular order. */
export async function reportContent(
  snapshot: Snapshot,
  { from, to, site }: ContentQuestion,
): Promise<ContentRow[]> {
  const tally = createPageTally()
  const isWanted = (item: { site: string; visitAt: number }) =>
    item.visitAt >= from && item.visitAt < to && (site === undefined || item.site === site)
  for await (const visitors of visitorsWithin(snapshot, { from, to })) {
    const { visitors: histories } = await readHistory(snapshot, await notTooMuch(snapshot, visitors), [])
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

/** The visitors with a visit that began within a range, some at a time, each once. */
async function* visitorsWithin(snapshot: Snapshot, range: TimeRange): AsyncGenerator<Visitor[]> {
  // Who came once cannot come up twice.
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

/** Without those that have more events than are gone through at once, which nobody reads that many pages for. */
async function notTooMuch(snapshot: Snapshot, visitors: Visitor[]): Promise<Visitor[]> {
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
