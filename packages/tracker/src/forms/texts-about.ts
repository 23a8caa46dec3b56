import type { Field } from './form-element.ts'
import { textAround } from './text-around.ts'

/** Longest of the texts about a field, in UTF-16 code units. */
const MAX_TEXT = 300

/**
 * Reads what the page says of a field, a line each: its label or what stands in place of one, its placeholder and title, and in
 * parentheses what the group says that it is in.
 *
 * @param holder the field, or the component that it is in
 * @param label what its `<label>` says, if it has one
 */
export function textsAbout(field: Field, holder: HTMLElement, label: string | undefined): string {
  const asked =
    label ||
    field.ariaLabel ||
    textAround(field) ||
    field.placeholder ||
    (holder !== field && (holder.textContent.trim() || textAround(holder))) ||
    field.type
  const group = holder.closest('fieldset,[role=group]')
  const legend = group && (group.ariaLabel || group.getElementsByTagName('legend')[0]?.textContent)
  return [asked, field.placeholder, field.title, `(${legend}`, '']
    .map((text) => `${text}`.slice(0, MAX_TEXT).replaceAll('\n', ' '))
    .join('\n')
}
