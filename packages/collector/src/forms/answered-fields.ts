import type { FormField } from '@leadlight/protocol'
import { meaningOf } from '@leadlight/protocol/form-answers'
import { isJsonObject } from '../ingest/json-object.ts'
import { traitOfKind } from '../ingest/mapping/trait-of-kind.ts'
import type { Document } from '../storage/documents.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The fields that a visitor has answered in forms under its own id: names only, never values. */
export interface AnsweredFields {
  fields: string[]
  traits: string[]
}

/** Name of the collection of documents, by `anonymousId`. */
export const ANSWERED_FIELDS = 'told'

/** Most names stored per visitor. */
const MAX_NAMES = 500

/** The fields that a visitor has answered so far. */
export async function readAnsweredFields(snapshot: Snapshot, anonymousId: string): Promise<AnsweredFields> {
  const [document] = await snapshot.documents({ collection: ANSWERED_FIELDS, ids: [anonymousId] })
  return document === undefined ? { fields: [], traits: [] } : JSON.parse(document.content)
}

/** The document with the fields that a visitor has answered, after a submission; none for a visitor created for it only. */
export async function answeredFieldsAfter(
  snapshot: Snapshot,
  { anonymousId, receivedAt, properties, traits }: StoredEvent,
  about: string | null,
): Promise<Document[]> {
  if (anonymousId === null || anonymousId.startsWith('form:')) return []
  const before = await readAnsweredFields(snapshot, anonymousId)
  const fields = isJsonObject(properties.fields) ? Object.keys(properties.fields) : []
  const join = (one: string[], other: string[]) => [...new Set([...one, ...other])].slice(0, MAX_NAMES)
  const answered: AnsweredFields = {
    fields: join(before.fields, fields),
    traits: join(before.traits, Object.keys(traits ?? {})),
  }
  const content = JSON.stringify(answered)
  return [{ collection: ANSWERED_FIELDS, id: anonymousId, about, at: receivedAt, content }]
}

/** Whether a field asks for something answered before, under its own name or as the same trait. */
export function isAnswered(field: FormField, { fields, traits }: AnsweredFields): boolean {
  const trait = traitOfKind(meaningOf(field))
  return fields.includes(field.name) || (trait !== undefined && traits.includes(trait))
}
