import type { FieldSource, FieldValue, FormField } from '@leadlight/protocol'
import type { Answers } from '@leadlight/protocol/form-answers'

/**
 * `name` and `id` of a field's control. The dot keeps the control from shadowing a property of the form element, as one named
 * `elements` or `parentNode` would.
 */
export function controlName(field: FormField): string {
  return `lead.${field.name}`
}

/** The field name of a control; the inverse of `controlName`. */
export function fieldName(control: EventTarget | null): string {
  return (control as HTMLInputElement).name.replace('lead.', '')
}

/**
 * The answers before the visitor's first input: defaults, and the values of hidden fields.
 *
 * @param originOf gives the values of hidden fields; undefined when it could not be loaded
 */
export function firstAnswers(
  fields: readonly FormField[],
  originOf?: (source: FieldSource) => string | undefined,
): Answers {
  const answers: Record<string, FieldValue> = {}
  for (const field of fields) {
    const { source, default: first } = field as { source?: FieldSource; default?: FieldValue }
    const answer = (source && originOf?.(source)) ?? first
    if (answer !== undefined) answers[field.name] = answer
  }
  return answers
}

/** Updates answers from the form's controls, including autofilled ones that fired no event. */
export function readAnswers(form: HTMLFormElement, fields: readonly FormField[], before: Answers): Answers {
  const data = new FormData(form)
  const answers = { ...before }
  for (const field of fields) {
    const name = controlName(field)
    const texts = data.getAll(name).map((value) => String(value).trim())
    const control = form.querySelector<HTMLInputElement>(`[name="${name}"]`)
    delete answers[field.name]
    if (control?.validity.badInput) answers[field.name] = Number.NaN
    else if (texts[0]) answers[field.name] = answerOf(field, texts)
  }
  return answers
}

function answerOf({ type }: FormField, texts: string[]): FieldValue {
  if (type === 'checkbox' || type === 'consent') return true
  if (type === 'multi-select') return texts
  return type === 'number' || type === 'rating' ? Number(texts[0]) : String(texts[0])
}
