import { type FormDefinition, fieldsOfForm, type Json } from '@leadlight/protocol'
import { cutText } from '../cut-text.ts'
import { digestText } from '../forms/digest-text.ts'
import { languageOf } from '../forms/language-of.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Document } from '../storage/documents.ts'
import type { StoredEvent } from '../stored-event.ts'
import { CONSENTS, type GivenConsent, MAX_CONSENTS } from './consent-documents.ts'

/** The circumstances of a submission. */
export interface ConsentFacts {
  about: string | null
  /** The collector's definition of the form. */
  form: FormDefinition | undefined
  plain: boolean
}

/** Longest stored wording, in UTF-16 code units; the schema of forms has the same limit. */
const LONGEST_TEXT = 2_000

/** The documents of the consents in a submission: one for each ticked box, with its wording; those of the form come first. */
export async function consentsIn(
  event: StoredEvent,
  { about, form, plain }: ConsentFacts,
): Promise<Document[]> {
  const { fields, consents, form_id: id, page_url: url } = event.properties
  const shown = isJsonObject(consents) ? consents : {}
  const published = new Map(
    (form === undefined ? [] : fieldsOfForm(form)).flatMap(({ field }) =>
      field.type === 'consent' ? [[field.name, field.label] as const] : [],
    ),
  )
  const answers = isJsonObject(fields) ? fields : {}
  const ticked = [...new Set([...published.keys(), ...Object.keys(shown)])]
    .filter((name) => answers[name] === true)
    .slice(0, MAX_CONSENTS)
  return await Promise.all(
    ticked.map(async (field) => {
      const own = published.get(field)
      const text = cutText(textOf(shown[field]) ?? own ?? field, LONGEST_TEXT)
      const content: GivenConsent = {
        kind: 'given',
        text,
        hash: await digestText(text),
        published: form === undefined ? null : own === text,
        language: languageOf(event, form),
        form: textOf(id) ?? '',
        field,
        page: textOf(url) ?? pageOf(event),
        how: plain ? 'plain form' : 'form',
        site: event.site,
        messageId: event.messageId,
      }
      const name = `${event.messageId}/${event.trusted ? '!' : '.'}${event.site}/${field}`
      return {
        collection: CONSENTS,
        id: await digestText(name),
        about,
        at: event.at,
        content: JSON.stringify(content),
      }
    }),
  )
}

function pageOf({ context }: StoredEvent): string | null {
  return isJsonObject(context.page) ? (textOf(context.page.url) ?? textOf(context.page.path)) : null
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
