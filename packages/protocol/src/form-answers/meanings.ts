import type { FormField } from '../form-definition.ts'

/** What the browser may fill a field with: as the definition says, else by its type. */
export function autocompleteOf(field: FormField): string | undefined {
  const { type } = field
  const token = 'autocomplete' in field ? field.autocomplete : undefined
  return token ?? (/^(email|tel|url)$/.test(type) ? type : undefined)
}

/** What a field asks for, as `field_types` of `Form Submitted` tells the collector. */
export function meaningOf(field: FormField): string {
  // An autofill token may have `section-…` and `work` before it.
  return field.trait ?? autocompleteOf(field)?.split(' ').at(-1) ?? field.type
}
