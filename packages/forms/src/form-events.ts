import type { FieldValue, FormDefinition, FormField, FormSubmittedProperties } from '@leadlight/protocol'
import type { Answers } from './answers/answers.ts'
import { meaningOf } from './answers/meanings.ts'

/** What every event of a form says. */
export function formProperties({ id, name = id }: FormDefinition): { form_id: string; form_name: string } {
  return { form_id: id, form_name: name }
}

/** The properties of `Form Submitted`; `fields` are those that were shown, and the hidden ones. */
export function submittedProperties(
  definition: FormDefinition,
  fields: readonly FormField[],
  answers: Answers,
): FormSubmittedProperties {
  const values: Record<string, FieldValue> = {}
  const types: Record<string, string> = {}
  for (const field of fields) {
    const answer = answers[field.name]
    if (answer === undefined) continue
    values[field.name] = answer
    types[field.name] = meaningOf(field)
  }
  return { ...formProperties(definition), outcome: 'submitted', fields: values, field_types: types }
}
