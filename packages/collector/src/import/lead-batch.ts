import type { LeadImport } from '@leadlight/protocol'
import { emailKey, userKey } from '../identity/person-key.ts'
import type { Cleaner } from '../ingest/create-cleaner.ts'
import type { Intake } from '../intake.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import type { Store } from '../storage/port.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { eventsOfRow, personOf } from './lead-events.ts'
import type { LeadRow } from './read-row.ts'

/** Counts of leads by what the import did to them. */
export type LeadCounts = Pick<
  LeadImport,
  'created' | 'updated' | 'unchanged' | 'repeated' | 'notTaken' | 'failed' | 'outcomes'
>

/** Leads that are looked up and stored together. */
export interface LeadBatch {
  /** Rows and rejected messages that wait. */
  size(): number
  add(row: LeadRow): void
  /** Stores a row as rejected. */
  refuse(message: RejectedMessage): void
  /** Stores the waiting rows, or only counts them in a dry run. */
  flush(dryRun: boolean): Promise<void>
  readonly counts: LeadCounts
}

/** Creates a batch, which can be filled and flushed repeatedly. */
export function createLeadBatch(options: {
  store: Store
  intake: Intake
  cleaner: Cleaner
  now: () => number
}): LeadBatch {
  const { store, intake, cleaner, now } = options
  const counts = { created: 0, updated: 0, unchanged: 0, repeated: 0, notTaken: 0, failed: 0, outcomes: 0 }
  let rows = new Map<string, LeadRow>()
  let rejected: RejectedMessage[] = []
  let latest = 0

  const compare = async (batch: LeadRow[]) => {
    const known = await store.read((snapshot) => readKnown(snapshot, batch))
    // Strictly increasing times, so that of several parts of a file the last one counts.
    latest = Math.max(now(), latest + 2)
    const events: Record<'created' | 'updated' | 'owners' | 'outcomes', StoredEvent[]> = {
      created: [],
      updated: [],
      owners: [],
      outcomes: [],
    }
    for (const row of batch) {
      const lead = personsIn(row).flatMap((person) => known.get(person) ?? [])[0]
      const { identify, owner, outcome } = eventsOfRow(row, lead, cleaner, latest)
      const kind = lead === undefined ? 'created' : 'updated'
      if (identify !== null) events[kind].push(identify)
      // Counts as an update only if nothing else does, so that each lead is counted once.
      if (owner !== null) events[identify === null ? 'updated' : 'owners'].push(owner)
      if (identify === null && owner === null) counts.unchanged += 1
      if (outcome !== null) events.outcomes.push(outcome)
    }
    return events
  }
  const keep = async (events: Awaited<ReturnType<typeof compare>>, refused: RejectedMessage[]) => {
    // Accepted at the same time, so that they share a transaction.
    const [created, updated, , outcomes] = await Promise.all([
      intake.accept(events.created, refused),
      intake.accept(events.updated, []),
      intake.accept(events.owners, []),
      intake.accept(events.outcomes, []),
    ])
    counts.created += created.stored
    counts.updated += updated.stored
    counts.outcomes += outcomes.stored
    for (const { duplicates, conflicts, refused } of [created, updated]) {
      counts.notTaken += duplicates + conflicts
      counts.failed += refused.length
    }
  }

  return {
    counts,
    size: () => rows.size + rejected.length,
    add(row) {
      const person = personOf(row)
      const before = rows.get(person)
      if (before !== undefined) counts.repeated += 1
      rows.set(person, before === undefined ? row : merge(before, row))
    },
    refuse(message) {
      counts.failed += 1
      rejected.push(message)
    },
    async flush(dryRun) {
      const [batch, refused] = [[...rows.values()], rejected]
      rows = new Map()
      rejected = []
      const events = await compare(batch)
      if (!dryRun) return await keep(events, refused)
      counts.created += events.created.length
      counts.updated += events.updated.length
      counts.outcomes += events.outcomes.length
    },
  }
}

/** The known leads of some rows, by person. */
async function readKnown(
  snapshot: Parameters<Parameters<Store['read']>[0]>[0],
  rows: readonly LeadRow[],
): Promise<Map<string, LeadRecord>> {
  const persons = await snapshot.persons([...new Set(rows.flatMap(personsIn))])
  const leads = await snapshot.leads([...new Set(persons.map(({ lead }) => lead))])
  const byId = new Map(leads.map((lead) => [lead.id, lead]))
  return new Map(
    persons.flatMap(({ key, lead }) => {
      const record = byId.get(lead)
      return record === undefined ? [] : [[key, record] as const]
    }),
  )
}

/** The user before the e-mail address. */
function personsIn({ userId, email }: LeadRow): string[] {
  return [...(userId === null ? [] : [userKey(userId)]), ...(email === null ? [] : [emailKey(email)])]
}

/** Merges two rows of one lead; the second one takes precedence. */
function merge(first: LeadRow, second: LeadRow): LeadRow {
  return {
    email: second.email ?? first.email,
    userId: second.userId ?? first.userId,
    traits: { ...first.traits, ...second.traits },
    at: second.at ?? first.at,
    owner: second.owner ?? first.owner,
    outcome: second.outcome ?? first.outcome,
    outcomeAt: second.outcomeAt ?? first.outcomeAt,
  }
}
