import type { Crossing } from '@leadlight/protocol'
import type { Scorer, StageChange } from '@leadlight/scoring'
import { emailKey, userKey } from '../identity/person-key.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import type { Document } from '../storage/documents.ts'

/** Collection of documents with the crossings, in the order of recording; serves as the outbox of the actions they trigger. */
export const CROSSINGS = 'crossings'

/** A change of a lead's stage, and its cause. */
export interface FoundCrossing extends StageChange {
  cause: Crossing['cause']
}

/**
 * A crossing as a document. Its id is made of lead, time and stage, so that it is stored once, whichever collector finds it.
 *
 * @param recordedAt in milliseconds since 1970
 */
export function crossingDocument(
  lead: LeadRecord,
  change: FoundCrossing,
  scorer: Scorer,
  recordedAt: number,
): Document {
  const { id, userId, emails, score, grade } = lead
  const { at, from, to, cause } = change
  const { name, version } = scorer.model
  const content: Omit<Crossing, 'id' | 'recordedAt'> = {
    lead: id,
    at: new Date(at).toISOString(),
    from,
    to,
    cause,
    score,
    grade,
    model: { name, version },
  }
  const [email] = emails
  return {
    collection: CROSSINGS,
    id: `${id} ${at} ${to}`,
    about: userId !== null ? userKey(userId) : email === undefined ? null : emailKey(email),
    at: recordedAt,
    content: JSON.stringify(content),
  }
}

/** A document as the API shows it. */
export function presentCrossing({ id, at, content }: Document): Crossing {
  return { id, ...JSON.parse(content), recordedAt: new Date(at).toISOString() }
}
