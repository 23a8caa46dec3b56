import {
  type FieldValue,
  type FormDefinition,
  type FormField,
  fieldsOfForm,
  type JsonObject,
} from '@leadlight/protocol'
import { meaningOf } from '@leadlight/protocol/form-answers'

/** Fields of a plain form that are not answers: the write key, and the one that people do not see. */
export const KEY_FIELD = 'writeKey'
export const TRAP_FIELD = 'website_address'

/** More fields than any form has. */
const MOST_FIELDS = 200

/**
 * What a plain form sent (`application/x-www-form-urlencoded`), as the properties of `Form Submitted`. Answers to fields
 * that the form does not have are withheld, and only their names kept; of an unknown form all are kept.
 */
export function readPostedForm(
  id: string,
  form: FormDefinition | undefined,
  sent: URLSearchParams,
): JsonObject {
  const names = [...new Set(sent.keys())].filter((name) => name !== KEY_FIELD && name !== TRAP_FIELD)
  const known = new Map(
    (form === undefined ? [] : fieldsOfForm(form)).map(({ field }) => [field.name, field]),
  )
  const fields: Record<string, FieldValue> = {}
  const types: Record<string, string> = {}
  const filled: string[] = []
  for (const name of names.slice(0, MOST_FIELDS)) {
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
  for (const [name, field] of known) {
    // What is hidden is not asked, so a plain form need not hold it.
    if (field.type === 'hidden') fields[name] ??= field.default
  }
  return {
    form_id: id,
    form_name: form?.name ?? id,
    outcome: 'submitted',
    fields,
    field_types: types,
    ...(filled.length > 0 && { filled }),
    form_check: { trap: sent.get(TRAP_FIELD) ?? '' },
  }
}

/** Text that cannot be read as what the field asks for stays text, and the check says so. */
function answerTo({ type }: FormField, texts: string[]): FieldValue {
  const [text = ''] = texts
  if (type === 'multi-select') return texts
  if (type === 'checkbox' || type === 'consent') return true
  const number = Number(text.replace(',', '.'))
  return (type === 'number' || type === 'rating') && Number.isFinite(number) ? number : text
}
