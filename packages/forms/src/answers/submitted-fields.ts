import type { FieldValue, FormField, FormSubmittedProperties } from '@leadlight/protocol'
import type { Answers } from './answers.ts'
import { meaningOf } from './meanings.ts'

/** What `Form Submitted` says of these fields, those without an answer left out. */
export function submittedFields(
  fields: readonly FormField[],
  answers: Answers,
): Pick<FormSubmittedProperties, 'outcome' | 'fields' | 'field_types'> {
  const values: Record<string, FieldValue> = {}
  const types: Record<string, string> = {}
  for (const field of fields) {
    const answer = answers[field.name]
    if (answer === undefined) continue
    values[field.name] = answer
    types[field.name] = meaningOf(field)
  }
  return { outcome: 'submitted', fields: values, field_types: types }
}
