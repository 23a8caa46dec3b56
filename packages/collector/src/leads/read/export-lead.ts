import type { ExportedEvent, ExportedTrait, ExportedVisit, LeadExport } from '@leadlight/protocol'
import type { Scorer } from '@leadlight/scoring'
import { listConsents } from '../../consents/list-consents.ts'
import { rejectedOf } from '../../erasure/rejected-of.ts'
import { comparePositions, readEventKey } from '../../identity/event-position.ts'
import type { Person } from '../../identity/person.ts'
import { idOfKey, isUserKey } from '../../identity/person-key.ts'
import type { Snapshot } from '../../storage/port.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { PlacedEvent } from '../../visits/extend-visits.ts'
import { type Visit, visitId } from '../../visits/visit.ts'
import type { KnownTrait } from '../lead-record.ts'
import { explainScoreNow } from './explain-score.ts'
import { readLeadEvents } from './find-lead.ts'
import { presentRejection } from './list-rejected.ts'
import { presentLead } from './present-lead.ts'

/** A data subject has a right to all data, so the number of events is not limited. */
const everything = Number.POSITIVE_INFINITY

/** Everything known of a lead at `now`, in milliseconds since 1970; undefined for an unknown lead. */
export async function exportLead(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  now: number,
): Promise<LeadExport | undefined> {
  const found = await readLeadEvents(snapshot, name, everything)
  const [record] = found === undefined ? [] : await snapshot.leads([found.lead])
  const score = await explainScoreNow(snapshot, scorer, name, now, everything)
  if (found === undefined || record === undefined || score === undefined) return undefined
  const members = (await snapshot.members([found.lead])).sort(byFirstSeen)
  const keys = members.map((person) => person.key)
  const rejected = await rejectedOf(snapshot, keys, record.visitors)
  return {
    exportedAt: iso(now),
    lead: presentLead(record, scorer, now),
    names: members.map(exportName),
    traits: Object.fromEntries(
      Object.entries(record.traits).map(([trait, known]) => [trait, exportTrait(known)]),
    ),
    visits: exportVisits(found.events),
    events: found.events.map(({ event }) => exportEvent(event)),
    score,
    rejected: rejected.map(presentRejection),
    consents: (await listConsents(snapshot, name)) ?? [],
  }
}

/** One order on every store; names of one event by themselves. */
function byFirstSeen(a: Person, b: Person): number {
  return comparePositions(a.seen, b.seen) || (a.key < b.key ? -1 : 1)
}

function exportName({ key, seen }: Person): LeadExport['names'][number] {
  return { ...(isUserKey(key) ? { userId: idOfKey(key) } : { email: idOfKey(key) }), since: iso(seen.at) }
}

function exportTrait({ value, at, key, trusted }: KnownTrait): ExportedTrait {
  const { messageId, site } = readEventKey(key)
  return { value, at: iso(at), messageId, site, trusted }
}

function exportVisits(events: PlacedEvent[]): ExportedVisit[] {
  const visits = new Map<string, { visit: Visit; visitor: string }>()
  for (const { visit, event } of events) {
    if (visit !== null) visits.set(visitId(visit), { visit, visitor: event.anonymousId ?? '' })
  }
  return Array.from(visits.values(), ({ visit, visitor }) => ({
    visitor,
    number: visit.number,
    at: iso(visit.start.at),
    endedAt: iso(visit.last.at),
    source: visit.source,
  }))
}

function exportEvent(event: StoredEvent): ExportedEvent {
  const { fingerprint: _, source: __, at, receivedAt, ...own } = event
  return { ...own, at: iso(at), receivedAt: iso(receivedAt) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
