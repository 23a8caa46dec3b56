import type { FormField } from '../form-definition.ts'

/** The `autocomplete` token of a field: from the definition, or else implied by its type. */
export function autocompleteOf(field: FormField): string | undefined {
  const { type } = field
  const token = 'autocomplete' in field ? field.autocomplete : undefined
  return token ?? (/^(email|tel|url)$/.test(type) ? type : undefined)
}

/** What a field asks for: its entry in `field_types` of `Form Submitted`. */
export function meaningOf(field: FormField): string {
  // An autofill token may be preceded by `section-…` and `work`.
  return field.trait ?? autocompleteOf(field)?.split(' ').at(-1) ?? field.type
}
