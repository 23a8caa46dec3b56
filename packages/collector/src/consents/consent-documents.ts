import type { Consent } from '@leadlight/protocol'
import type { Document } from '../storage/documents.ts'

/** Name of the collection of documents: one for each consent, confirmation and withdrawal; never changed. */
export const CONSENTS = 'consents'

/** Most consents in one event: more than any form asks for. */
export const MAX_CONSENTS = 100

/** A consent as it is stored. */
export interface GivenConsent {
  kind: 'given'
  text: string
  hash: string
  /** Whether the collector's form had this wording then; null when it had no such form. */
  published: boolean | null
  language: string | null
  form: string
  field: string
  page: string | null
  how: 'form' | 'plain form'
  site: string
  messageId: string
}

/** A later confirmation or withdrawal. */
export interface ConsentChange {
  kind: 'confirmed' | 'withdrawn'
  /** Id of the consent. */
  of: string
  /** Remark on the withdrawal. */
  note?: string
}

/** Assembles consents with their confirmations and withdrawals, oldest first. */
export function presentConsents(documents: Document[]): Consent[] {
  const changes = new Map<string, string>()
  const given: { id: string; at: number; content: GivenConsent }[] = []
  for (const { id, at, content: json } of documents) {
    const content: GivenConsent | ConsentChange = JSON.parse(json)
    if (content.kind === 'given') given.push({ id, at, content })
    else changes.set(`${content.kind} ${content.of}`, new Date(at).toISOString())
  }
  return given.map(({ id, at, content: { kind: _, ...content } }) => {
    const confirmedAt = changes.get(`confirmed ${id}`) ?? null
    const withdrawnAt = changes.get(`withdrawn ${id}`) ?? null
    return { id, ...content, givenAt: new Date(at).toISOString(), confirmedAt, withdrawnAt }
  })
}
