import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { LeadCount, LeadListing, Snapshot, SourceGroup, VisitCount } from '../port.ts'
import { createMemoryDocumentReading } from './memory-documents.ts'
import { createMemoryReportReading } from './memory-reports.ts'
import type { LeadRow, Tables } from './tables.ts'

/** Creates reads from the current tables. */
export function createMemorySnapshot(tables: Tables): Snapshot {
  const parse = <Item>(json: string | undefined): Item[] => (json === undefined ? [] : [JSON.parse(json)])
  const readVisitors = (ids: Iterable<string>) =>
    Array.from(new Set(ids)).flatMap((id) => parse<Visitor>(tables.visitors.get(id)))
  const allLeads = () => Array.from(tables.leads.values(), ({ json }) => JSON.parse(json) as LeadRecord)
  const membersOf = (leads: Set<string>) =>
    [...leads]
      .flatMap((lead) => [...(tables.members.get(lead) ?? [])])
      .flatMap((key) => tables.persons.get(key) ?? [])
      .map((person) => ({ ...person }))

  return {
    visitors: async (ids) => readVisitors(ids),
    visitorsOf: async (persons) => readVisitors(persons.flatMap((key) => [...(tables.links.get(key) ?? [])])),
    persons: async (keys) => membersOf(new Set(keys.flatMap((key) => tables.persons.get(key)?.lead ?? []))),
    members: async (leads) => membersOf(new Set(leads)),
    leadOf: async (name) => {
      const known = tables.persons.get(name) ?? [...tables.persons.values()].find(({ id }) => id === name)
      return known?.lead ?? null
    },
    leads: async (ids) => ids.flatMap((id) => parse<LeadRecord>(tables.leads.get(id)?.json)),
    listLeads: async (listing) => list(tables.leads, listing),
    dueLeads: async (at, limit) =>
      allLeads()
        .filter(({ changesAt }) => changesAt !== null && changesAt <= at)
        .sort((a, b) => (a.changesAt ?? 0) - (b.changesAt ?? 0))
        .slice(0, limit),
    events: async (subjects) =>
      structuredClone([...new Set(subjects)].flatMap((subject) => tables.bySubject.get(subject) ?? [])),
    countEvents: async (subjects, most) => {
      const counts = [...new Set(subjects)].map((subject) => tables.bySubject.get(subject)?.length ?? 0)
      return Math.min(
        most,
        counts.reduce((sum, count) => sum + count, 0),
      )
    },
    countVisits: async ({ from, to }) => {
      const groups = new Map<string, VisitCount & { seen: Set<string> }>()
      for (const [visitor, visits] of tables.visits) {
        for (const { source, start } of visits) {
          if (start.at < from || start.at >= to) continue
          const group = groupOf(groups, source, () => ({ visits: 0, visitors: 0, seen: new Set<string>() }))
          group.visits += 1
          group.visitors = group.seen.add(visitor).size
        }
      }
      return Array.from(groups.values(), ({ seen: _, ...count }) => count)
    },
    countLeads: async ({ from, to }) => {
      const groups = new Map<string, LeadCount>()
      for (const { firstTouch, firstSeen, stage } of allLeads()) {
        if (firstTouch === null || firstSeen < from || firstSeen >= to) continue
        groupOf(groups, firstTouch.source, () => ({ stage, leads: 0 }), stage).leads += 1
      }
      return [...groups.values()]
    },
    rejected: async (before, limit) =>
      [...tables.rejected.values()]
        .filter(({ id }) => before === null || id < before)
        .sort((a, b) => b.id - a.id)
        .slice(0, limit),
    rejectedAbout: async (texts) => {
      const wanted = texts.map(inLowerCase)
      return [...tables.rejected.values()].filter(({ message }) => {
        const written = inLowerCase(message)
        return wanted.some((text) => written.includes(text))
      })
    },
    erased: async (marks) =>
      [...new Set(marks)].flatMap((mark) => {
        const until = tables.erased.get(mark)
        return until === undefined ? [] : [{ mark, until }]
      }),
    setting: async (name) => tables.settings.get(name) ?? null,
    ...createMemoryDocumentReading(tables),
    ...createMemoryReportReading(tables),
  }
}

/** Lower case of ASCII letters only, like SQLite's `lower`. */
function inLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function list(leads: Map<string, LeadRow>, listing: LeadListing): LeadRecord[] {
  const { by, descending, after, limit, changing, stage, grade, owner, words: wanted = [] } = listing
  const sign = descending ? -1 : 1
  const order = (a: { value: number; id: string }, b: { value: number; id: string }) =>
    sign * (a.value - b.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return Array.from(leads.values())
    .filter(({ words }) => wanted.every((beginning) => words.some((word) => word.startsWith(beginning))))
    .map(({ json }) => JSON.parse(json) as LeadRecord)
    .filter((lead) => changing === undefined || changing === (lead.changesAt !== null))
    .filter((lead) => stage === undefined || lead.stage === stage)
    .filter((lead) => grade === undefined || lead.grade === grade)
    .filter((lead) => owner === undefined || lead.owner === owner)
    .map((lead) => ({ value: lead[by], id: lead.id, lead }))
    .filter((row) => after === null || order(row, after) > 0)
    .sort(order)
    .slice(0, limit)
    .map((row) => row.lead)
}

function groupOf<Count extends object>(
  groups: Map<string, SourceGroup & Count>,
  { channel, source, medium, campaign }: SourceGroup,
  start: () => Count,
  ...more: string[]
): SourceGroup & Count {
  const key = JSON.stringify([channel, source, medium, campaign, ...more])
  const group = groups.get(key) ?? { channel, source, medium, campaign, ...start() }
  groups.set(key, group)
  return group
}
