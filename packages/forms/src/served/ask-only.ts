import type { FormDefinition, FormField, FormStep } from '@leadlight/protocol'

/**
 * Removes the fields with `"ask": "unknown"` that are not in `names`. Without `names`, as when the collector could not be
 * reached, all fields stay.
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
