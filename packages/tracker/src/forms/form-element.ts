import { redact } from '@leadlight/protocol/redact'

/**
 * A property or method of a form as the browser defines it. A field named `id`, `action` or `submit` hides the form's
 * own property of that name: `form.id` is then an element.
 */
export function native<Key extends keyof HTMLFormElement>(
  form: HTMLFormElement,
  key: Key,
): HTMLFormElement[Key] {
  return Reflect.get(HTMLFormElement.prototype, key, form)
}

/** An attribute of a form, or the empty string. */
export function formAttribute(form: HTMLFormElement, name: string): string {
  return native(form, 'getAttribute').call(form, name) ?? ''
}

/** Whether the owner keeps it out: itself, or a part of the page around it. */
export function isOptedOut(element: Element): boolean {
  return Element.prototype.closest.call(element, '[data-leadlight=off],[data-leadlight-ignore]') !== null
}

/** What an event says about its form. */
export interface FormDescription {
  form_id: string
  form_name?: string
}

/** Names a form by `id`, else by `data-leadlight` or `name`, else by where it sends to. */
export function describeForm(form: HTMLFormElement): FormDescription {
  const name = formAttribute(form, 'data-leadlight') || formAttribute(form, 'name')
  return { form_id: formAttribute(form, 'id') || name || formAction(form), ...(name && { form_name: name }) }
}

/** Where a form sends to, without query and fragment, which may hold anything. */
export function formAction(form: HTMLFormElement): string {
  return redact(
    native(form, 'action')
      .replace(/[?#].*/s, '')
      .slice(0, 500),
  )
}
