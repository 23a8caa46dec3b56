import type { Consent } from '@leadlight/protocol'
import type { Document } from '../storage/documents.ts'

/** Name of the collection of documents: one for each thing agreed to, confirmed or withdrawn; none is ever changed. */
export const CONSENTS = 'consents'

/** What was agreed to, as it is kept. */
export interface GivenConsent {
  kind: 'given'
  text: string
  hash: string
  /** The text is that of the form as the collector had it then; null when it had none. */
  published: boolean | null
  language: string | null
  form: string
  field: string
  page: string | null
  how: 'form' | 'plain form'
  site: string
  messageId: string
}

/** What became of it later. */
export interface ConsentChange {
  kind: 'confirmed' | 'withdrawn'
  /** Id of the given one. */
  of: string
  /** Whatever whoever withdrew it said. */
  note?: string
}

/** Puts what was kept together again: one entry for each thing agreed to, oldest first. */
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
