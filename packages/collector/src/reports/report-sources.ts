import type { SourceRow, Stage } from '@leadlight/protocol'
import type { Snapshot, SourceGroup, TimeRange } from '../storage/port.ts'

const qualifiedStages: Stage[] = ['mql', 'sql', 'customer']

/**
 * Visits that began in a range, and leads first seen in it by their first touch, for each source; most leads first, equal ones
 * by name. Leads without any visit have no source and are left out.
 */
export async function reportSources(snapshot: Snapshot, range: TimeRange): Promise<SourceRow[]> {
  const rows = new Map<string, SourceRow>()
  const rowOf = ({ channel, source, medium, campaign }: SourceGroup): SourceRow => {
    const key = JSON.stringify([channel, source, medium, campaign])
    const row = rows.get(key) ?? {
      channel,
      source,
      medium,
      campaign,
      visits: 0,
      visitors: 0,
      leads: 0,
      qualified: 0,
    }
    rows.set(key, row)
    return row
  }
  for (const count of await snapshot.countVisits(range)) {
    Object.assign(rowOf(count), { visits: count.visits, visitors: count.visitors })
  }
  for (const count of await snapshot.countLeads(range)) {
    const row = rowOf(count)
    row.leads += count.leads
    if (qualifiedStages.includes(count.stage)) row.qualified += count.leads
  }
  return Array.from(rows)
    .sort(([key, a], [other, b]) => b.leads - a.leads || b.visits - a.visits || (key < other ? -1 : 1))
    .map(([, row]) => row)
}
