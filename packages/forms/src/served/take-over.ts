import type { FormDefinition, FormField } from '@leadlight/protocol'

/** Types of fields whose answer is the text of a single control. */
const textual = /^(text|email|tel|url|textarea|select|date)$/

/**
 * Takes over what the visitor has typed into the plain fallback form inside the element: returns the definition with these
 * answers as defaults, and a function that restores the focus. Call it just before the form is drawn, which hides the plain
 * one.
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
