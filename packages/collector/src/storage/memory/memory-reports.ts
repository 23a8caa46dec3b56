import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visit } from '../../visits/visit.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { ReportReading, SourceGroup, TimeRange } from '../report-reading.ts'
import type { Tables } from './tables.ts'

/** Creates the reads for reports, from the current tables. */
export function createMemoryReportReading(tables: Tables): ReportReading {
  const visitsIn = ({ from, to }: TimeRange) =>
    Array.from(tables.visits).flatMap(([visitor, visits]) =>
      visits.filter(({ start }) => start.at >= from && start.at < to).map((visit) => ({ visitor, visit })),
    )
  const namedAt = (lead: string) => {
    const seen = Array.from(tables.members.get(lead) ?? []).flatMap((key) => tables.persons.get(key) ?? [])
    return seen.length === 0 ? null : Math.min(...seen.map((person) => person.seen.at))
  }
  return {
    countVisitors: async (range, source) =>
      new Set(
        visitsIn(range)
          .filter(({ visit }) => isFrom(visit, source))
          .map(({ visitor }) => visitor),
      ).size,
    newLeads: async ({ from, to }, { after, limit }) =>
      Array.from(tables.leads.values(), ({ json }) => JSON.parse(json) as LeadRecord)
        .filter(({ firstSeen }) => firstSeen >= from && firstSeen < to)
        .map(({ id, firstSeen, stage, firstTouch }) => ({
          id,
          firstSeen,
          stage,
          source: firstTouch && groupOf(firstTouch.source),
          named: namedAt(id),
        }))
        .filter((lead) => after === null || compare(lead, after) > 0)
        .sort(compare)
        .slice(0, limit),
    visitsWithin: async (range, { after, limit }) =>
      visitsIn(range)
        .map(({ visitor, visit }) => ({ at: visit.start.at, visitor, number: visit.number }))
        .filter((place) => after === null || comparePlaces(place, after) > 0)
        .sort(comparePlaces)
        .slice(0, limit)
        .flatMap((place) => {
          const json = tables.visitors.get(place.visitor)
          return json === undefined ? [] : [{ place, visitor: JSON.parse(json) as Visitor }]
        }),
  }
}

function isFrom({ source }: Visit, wanted: Partial<SourceGroup>): boolean {
  const group: Partial<Record<string, string | null>> = { ...groupOf(source) }
  return Object.entries(wanted).every(([name, value]) => value === undefined || group[name] === value)
}

function groupOf({ channel, source, medium, campaign }: SourceGroup): SourceGroup {
  return { channel, source, medium, campaign }
}

function compare(a: { firstSeen: number; id: string }, b: { firstSeen: number; id: string }): number {
  return a.firstSeen - b.firstSeen || compareTexts(a.id, b.id)
}

type Place = { at: number; visitor: string; number: number }

function comparePlaces(a: Place, b: Place): number {
  return a.at - b.at || compareTexts(a.visitor, b.visitor) || a.number - b.number
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
