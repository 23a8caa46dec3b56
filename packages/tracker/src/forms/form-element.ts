import { redact } from '@leadlight/protocol/redact'

/** A property of a form as the browser defines it: a field named `elements` would hide it, `form.elements` being that field. */
export function native<Key extends keyof HTMLFormElement>(
  form: HTMLFormElement,
  key: Key,
): HTMLFormElement[Key] {
  return Reflect.get(HTMLFormElement.prototype, key, form)
}

/** A copy of the form alone, with its attributes and no fields to hide them. */
export function bareForm(form: HTMLFormElement): HTMLFormElement {
  return Node.prototype.cloneNode.call(form) as HTMLFormElement
}

/** Whether the owner keeps it out: itself, or a part of the page around it. */
export function isOptedOut(element: Element): boolean {
  return !!Element.prototype.closest.call(element, '[data-leadlight=off],[data-leadlight-ignore]')
}

/** Where the form sends to, without query and fragment, which may hold anything. */
export function formAction(form: HTMLFormElement): string {
  return bareForm(form).action.replace(/[?#].*/s, '')
}

/** What every event says about its form: named by `id`, else by `data-leadlight` or `name`, else by where it sends to. */
export function describeForm(form: HTMLFormElement): { form_id: string; form_name: string | undefined } {
  const { id, name, dataset } = bareForm(form)
  const label = dataset.leadlight || name
  return { form_id: id || label || redact(formAction(form)), form_name: label || undefined }
}
