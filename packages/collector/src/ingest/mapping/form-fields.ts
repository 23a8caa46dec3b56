import type { FieldValue, JsonObject } from '@leadlight/protocol'
import { cutText } from '../../cut-text.ts'
import { isJsonObject } from '../json-object.ts'

/** An answer in a submitted form. */
export interface FormField {
  name: string
  /** Multiple values are joined by commas. */
  text: string
  /** An autofill token or an input type; empty if unknown. */
  kind: string
}

/** Properties of `Form Submitted` that describe the form, for senders that put the fields beside them. */
const aboutForm =
  /^(form_|page_|field_|fields$|filled$|action$|outcome$|name$|title$|url$|path$|referrer$|type$|id$|category$|label$)/

/** Maximum length of a trait; the event itself keeps the whole answer. */
const LONGEST_TEXT = 1_000

/** The answers in a `Form Submitted` event: its `fields`, or else the properties themselves. */
export function readFormFields(properties: JsonObject): FormField[] {
  const { fields, field_types: kinds } = properties
  const answers = isJsonObject(fields)
    ? Object.entries(fields)
    : Object.entries(properties).filter(([name]) => !aboutForm.test(name))
  return answers.flatMap(([name, value]) => {
    const text = textOf(value)
    const kind = isJsonObject(kinds) && Object.hasOwn(kinds, name) ? kinds[name] : ''
    return text === undefined ? [] : [{ name, text, kind: typeof kind === 'string' ? kind : '' }]
  })
}

function textOf(value: FieldValue | unknown): string | undefined {
  const values = Array.isArray(value) ? value : [value]
  const texts = values.filter((item) => ['string', 'number', 'boolean'].includes(typeof item)).map(String)
  const text = cutText(texts.join(', ').replace(/\s+/g, ' ').trim(), LONGEST_TEXT)
  return text === '' ? undefined : text
}
