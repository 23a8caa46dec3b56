import type { FieldValue, FormField, FormSubmittedProperties } from '@leadlight/protocol'
import type { Answers } from '@leadlight/protocol/form-answers'
import { meaningOf } from '@leadlight/protocol/form-answers'

/** The properties of `Form Submitted` for these fields; fields without an answer are omitted. */
export function submittedFields(
  fields: readonly FormField[],
  answers: Answers,
): Pick<FormSubmittedProperties, 'outcome' | 'fields' | 'field_types' | 'consents'> {
  const values: Record<string, FieldValue> = {}
  const types: Record<string, string> = {}
  const consents: Record<string, string> = {}
  for (const field of fields) {
    const answer = answers[field.name]
    if (answer === undefined) continue
    values[field.name] = answer
    types[field.name] = meaningOf(field)
    if (field.type === 'consent') consents[field.name] = field.label
  }
  return { outcome: 'submitted', fields: values, field_types: types, consents }
}
