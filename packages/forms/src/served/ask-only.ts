import type { FormDefinition, FormField, FormStep } from '@leadlight/protocol'

/**
 * A form without the questions that are not to be asked now: of those with `"ask": "unknown"` all but `names`. Without
 * names, as when the collector could not be asked, everything is asked.
 */
export function askOnly(definition: FormDefinition, names: readonly string[] | undefined): FormDefinition {
  if (names === undefined) return definition
  const keep = (fields: FormField[]) =>
    fields.filter((field) => !('ask' in field) || field.ask !== 'unknown' || names.includes(field.name))
  const { fields, steps, ...rest } = definition
  if (fields) return { ...rest, fields: keep(fields) }
  const left = (steps ?? []).map((step): FormStep => ({ ...step, fields: keep(step.fields) }))
  return { ...rest, steps: left.filter((step) => step.fields.length > 0) }
}
