import {
  type FieldValue,
  type FormDefinition,
  type FormField,
  fieldsOfForm,
  type JsonObject,
} from '@leadlight/protocol'
import { meaningOf } from '@leadlight/protocol/form-answers'
import { fillHiddenFields, type SubmissionSource, urlWithoutQuery } from './fill-hidden-fields.ts'

/** Names of the fields of a plain form that are not answers: the write key and the honeypot. */
export const KEY_FIELD = 'writeKey'
export const HONEYPOT_FIELD = 'website_address'

/** More fields than any form has. */
const MAX_FIELDS = 200

/**
 * Reads a posted form (`application/x-www-form-urlencoded`) as properties of `Form Submitted`. Of fields that are not in
 * the definition, only the names are kept; of an unknown form, all values.
 *
 * @param page URL of the page, as far as the browser sends it
 */
export function readPostedForm(
  id: string,
  form: FormDefinition | undefined,
  sent: URLSearchParams,
  page: string | null,
): JsonObject {
  const names = [...new Set(sent.keys())].filter((name) => name !== KEY_FIELD && name !== HONEYPOT_FIELD)
  const known = new Map(
    (form === undefined ? [] : fieldsOfForm(form)).map(({ field }) => [field.name, field]),
  )
  const fields: Record<string, FieldValue> = {}
  const types: Record<string, string> = {}
  const filled: string[] = []
  for (const name of names.slice(0, MAX_FIELDS)) {
    const texts = sent
      .getAll(name)
      .map((text) => text.trim())
      .filter((text) => text !== '')
    const field = known.get(name)
    if (texts.length === 0) continue
    if (form !== undefined && field === undefined) filled.push(name)
    else
      fields[name] = field === undefined ? (texts.length > 1 ? texts : `${texts[0]}`) : answerTo(field, texts)
    if (field !== undefined) types[name] = meaningOf(field)
  }
  return {
    form_id: id,
    form_name: form?.name ?? id,
    outcome: 'submitted',
    // A plain form need not contain hidden fields.
    fields: form === undefined ? fields : fillHiddenFields(form, fields, sourceOfPage(page)),
    field_types: types,
    ...(filled.length > 0 && { filled }),
    form_check: { trap: sent.get(HONEYPOT_FIELD) ?? '' },
  }
}

/** Converts text to the type of the field; text that cannot be converted stays text, and fails validation. */
function answerTo({ type }: FormField, texts: string[]): FieldValue {
  const [text = ''] = texts
  if (type === 'multi-select') return texts
  if (type === 'checkbox' || type === 'consent') return true
  const number = Number(text.replace(',', '.'))
  return (type === 'number' || type === 'rating') && Number.isFinite(number) ? number : text
}

function sourceOfPage(page: string | null): SubmissionSource {
  const { searchParams } = URL.parse(page ?? '') ?? { searchParams: new URLSearchParams() }
  const [source = null, medium = null, campaign = null, term = null, content = null] = [
    'source',
    'medium',
    'campaign',
    'term',
    'content',
  ].map((name) => searchParams.get(`utm_${name}`))
  return { page: urlWithoutQuery(page ?? undefined), campaign: { source, medium, campaign, term, content } }
}
