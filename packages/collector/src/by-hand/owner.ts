import { MAX_OWNER_LENGTH } from '@leadlight/protocol'
import { cutText } from '../cut-text.ts'
import { comparePositions, positionOf } from '../identity/event-position.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Event with a secret key that assigns a lead to a salesperson. Property `owner`: a name, or null to unassign it. */
export const OWNER_SET = 'Owner Set'

/** The owner in an event, null for none; undefined for other events, and for those sent with a public key. */
export function ownerIn({ name, trusted, properties }: StoredEvent): string | null | undefined {
  if (name !== OWNER_SET || !trusted) return undefined
  const { owner } = properties
  const text = typeof owner === 'string' ? cutText(owner.trim(), MAX_OWNER_LENGTH) : ''
  return text === '' ? null : text
}

/** Sets the owner of a lead by an event, independent of the order of events: the latest one counts. */
export function setOwner(lead: LeadRecord, event: StoredEvent): void {
  const owner = ownerIn(event)
  if (owner === undefined) return
  const position = positionOf(event)
  if (lead.ownerSet !== undefined && comparePositions(position, lead.ownerSet) < 0) return
  lead.owner = owner
  lead.ownerSet = position
}
