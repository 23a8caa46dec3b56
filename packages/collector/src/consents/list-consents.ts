import type { Consent } from '@leadlight/protocol'
import { visitorIn, visitorSubject } from '../identity/subject.ts'
import { personAt } from '../identity/visitor-identity.ts'
import { findLead } from '../leads/read/find-lead.ts'
import type { Snapshot } from '../storage/port.ts'
import { CONSENTS, presentConsents } from './consent-documents.ts'

/**
 * The consents of a lead, oldest first; undefined for an unknown lead. One given without a name belongs to whoever used the
 * device then.
 */
export async function listConsents(snapshot: Snapshot, name: string): Promise<Consent[] | undefined> {
  const id = await findLead(snapshot, name)
  const [lead] = id === null ? [] : await snapshot.leads([id])
  if (lead === undefined) return undefined
  const keys = new Set((await snapshot.members([lead.id])).map(({ key }) => key))
  const about = [...keys, ...lead.visitors.map(visitorSubject)]
  const documents = await snapshot.documents({ collection: CONSENTS, about })
  const visitors = new Map((await snapshot.visitors(lead.visitors)).map((visitor) => [visitor.id, visitor]))
  return presentConsents(
    documents.filter(({ about, at }) => {
      const visitor = visitors.get(visitorIn(about) ?? '')
      return visitor === undefined || keys.has(personAt(visitor, at) ?? '')
    }),
  )
}
