import type { Json } from '@leadlight/protocol'
import { OWNER_SET } from '../by-hand/owner.ts'
import { emailKey, userKey } from '../identity/person-key.ts'
import type { Cleaner } from '../ingest/create-cleaner.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import { identifyTraits } from '../ingest/mapping/identify-traits.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import { traitValues } from '../leads/traits.ts'
import { OUTCOME_RECORDED } from '../outcomes/outcome.ts'
import type { StoredEvent } from '../stored-event.ts'
import { IMPORT_SITE, markImported } from './imported.ts'
import { keepKnown } from './keep-known.ts'
import type { LeadRow } from './read-row.ts'

/** The events of a row: one each for new traits, another owner and a new outcome; null where nothing is new. */
export interface RowEvents {
  identify: StoredEvent | null
  owner: StoredEvent | null
  outcome: StoredEvent | null
}

/** The key of the person that a row is about. */
export function personOf({ userId, email }: Pick<LeadRow, 'userId' | 'email'>): string {
  return userId === null ? emailKey(email ?? '') : userKey(userId)
}

/**
 * Creates the events of a row. Their ids are derived from their content, so that the same file gives the same events.
 *
 * @param lead the known lead; undefined for a new one
 * @param now in milliseconds since 1970
 */
export function eventsOfRow(
  row: LeadRow,
  lead: LeadRecord | undefined,
  cleaner: Cleaner,
  now: number,
): RowEvents {
  // New traits of a known lead count from now on; a new lead gets the time given in the file.
  const since = row.at ?? (row.outcomeAt === null ? now - 1 : row.outcomeAt - 1)
  const at = Math.max(0, lead === undefined ? Math.min(since, now - 1) : now - 1)
  const base = { ...createBase(row, now), at }
  return {
    identify: identifyEvent(row, lead, cleaner, base),
    owner: ownerEvent(row, lead, base),
    outcome: outcomeEvent(row, base),
  }
}

/** The event with the traits of a row; null when the lead has them already. */
function identifyEvent(
  row: LeadRow,
  lead: LeadRecord | undefined,
  cleaner: Cleaner,
  base: StoredEvent,
): StoredEvent | null {
  const told = lead === undefined ? row.traits : keepKnown(row.traits, traitValues(lead.traits))
  const traits = identifyTraits(cleaner.object({ ...told }))
  const names = Object.keys(traits ?? {})
  const before = lead && Object.fromEntries(names.map((name) => [name, lead.traits[name]?.value ?? null]))
  if (lead !== undefined && isNamed(lead, row) && fingerprint(before) === fingerprint(traits ?? {}))
    return null
  const content: Json = { ...traits }
  // With the events that set the traits before, so that a value may come back after another one.
  const replaced = lead ? names.map((name) => lead.traits[name]?.key ?? null) : null
  return {
    ...base,
    messageId: `lead:${fingerprint([personOf(row), row.userId, row.email, content, replaced])}`,
    type: 'identify',
    name: 'identify',
    traits,
    fingerprint: fingerprint([row.userId, row.email, content]),
  }
}

/** The event with the outcome of a row; null when it has none. */
function outcomeEvent(row: LeadRow, base: StoredEvent): StoredEvent | null {
  if (row.outcome === null) return null
  const now = base.receivedAt
  const at = Math.max(row.outcomeAt === null ? now : Math.min(row.outcomeAt, now), 0)
  return {
    ...base,
    // With days instead of times, both may have the same time; the outcome must come later.
    at: at === base.at ? at + 1 : at,
    messageId: `outcome:${fingerprint([personOf(row), row.outcome, row.outcomeAt])}`,
    name: OUTCOME_RECORDED,
    properties: { outcome: row.outcome },
    fingerprint: fingerprint([row.outcome]),
  }
}

/** The event that assigns a lead to its salesperson; null when it is assigned already, or the row has none. */
function ownerEvent(row: LeadRow, lead: LeadRecord | undefined, base: StoredEvent): StoredEvent | null {
  const before = lead?.owner ?? null
  if (row.owner === null || row.owner === before) return null
  return {
    ...base,
    // Just after the event with the traits, which creates the lead.
    at: base.at + 1,
    messageId: `owner:${fingerprint([personOf(row), row.owner, before, lead?.ownerSet?.key ?? null])}`,
    name: OWNER_SET,
    properties: { owner: row.owner },
    fingerprint: fingerprint([row.owner]),
  }
}

function createBase({ userId, email }: LeadRow, receivedAt: number): StoredEvent {
  return markImported({
    messageId: '',
    site: IMPORT_SITE,
    trusted: true,
    type: 'track',
    name: '',
    anonymousId: null,
    userId,
    email,
    traits: null,
    at: receivedAt,
    receivedAt,
    properties: {},
    context: {},
    source: null,
    bot: false,
    fingerprint: '',
  })
}

function isNamed(lead: LeadRecord, { userId, email }: LeadRow): boolean {
  return (userId === null || lead.userId === userId) && (email === null || lead.emails.includes(email))
}
