import type { Consent } from '@leadlight/protocol'
import { visitorSubject } from '../identity/naming.ts'
import { findLead } from '../leads/read/find-lead.ts'
import type { Snapshot } from '../storage/port.ts'
import { CONSENTS, presentConsents } from './consent-documents.ts'

/** The consents of a lead, oldest first; undefined for an unknown lead. */
export async function listConsents(snapshot: Snapshot, name: string): Promise<Consent[] | undefined> {
  const id = await findLead(snapshot, name)
  const [lead] = id === null ? [] : await snapshot.leads([id])
  if (lead === undefined) return undefined
  const members = await snapshot.members([lead.id])
  const about = [...members.map(({ key }) => key), ...lead.visitors.map(visitorSubject)]
  return presentConsents(await snapshot.documents({ collection: CONSENTS, about }))
}
