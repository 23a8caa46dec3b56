import type { FormDefinition, FormField } from '@leadlight/protocol'

/** Fields whose answer is the text of one control. */
const textual = /^(text|email|tel|url|textarea|select|date)$/

/**
 * Takes over what a visitor has begun in the plain form that stood inside: the form with these answers, and the function
 * that puts the focus back where it was. To be called just before the form is drawn, which hides the plain one.
 */
export function takeOver(
  element: HTMLElement,
  definition: FormDefinition,
): { definition: FormDefinition; refocus: () => void } {
  const plain = element.querySelector('form')
  const typed = plain ? new FormData(plain) : new FormData()
  const active = element.contains(document.activeElement) && document.activeElement?.getAttribute('name')
  const begin = (fields: FormField[]) =>
    fields.map((field) => {
      const text = typed.get(field.name)
      if (!textual.test(field.type) || typeof text !== 'string' || text === '') return field
      return { ...field, default: text } as FormField
    })
  const { fields, steps, ...rest } = definition
  return {
    definition: {
      ...rest,
      ...(fields && { fields: begin(fields) }),
      ...(steps && { steps: steps.map((step) => ({ ...step, fields: begin(step.fields) })) }),
    },
    refocus() {
      if (active)
        element.shadowRoot?.querySelector<HTMLElement>(`[name="lead.${CSS.escape(active)}"]`)?.focus()
    },
  }
}
