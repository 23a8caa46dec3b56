import { withoutAddresses } from '../clean-url.ts'

/** What is not sent, as a disabled field, a dialog's form or its button; what is a search; and what the owner keeps out. */
export const OFF =
  ':disabled,[data-leadlight=off],[data-leadlight-ignore],[method=dialog],[formmethod=dialog],[role=search],search'

/** What the owner wants captured, even where there is doubt. */
export const MARKED = '[data-leadlight]'

/** What a property is, or what a method gives. */
type Outcome<Member> = Member extends (...args: never[]) => infer Result ? Result : Member

/**
 * A property of a form, or what its method returns, as the browser defines it: a field named `elements` would hide it,
 * `form.elements` being that field.
 */
export function native<Key extends keyof HTMLFormElement>(
  form: Element,
  key: Key,
  argument?: string,
): Outcome<HTMLFormElement[Key]> {
  const member = Reflect.get(HTMLFormElement.prototype, key, form)
  return member?.call ? member.call(form, argument) : member
}

/** Whether it is a form, of this page or of a frame, where it is an instance of another class. */
export function isForm(node: unknown): node is HTMLFormElement {
  return {}.toString.call(node) === '[object HTMLFormElement]'
}

/** The form that a place is, lies in or holds. */
export function formOf(place: Node): Element | null | undefined {
  if (isForm(place)) return place
  const element = place as Partial<Element>
  return element.closest?.('form') ?? element.querySelector?.('form')
}

/** The fields of a form, or of an element that the page treats as one. */
export function controlsOf(form: Element): Element[] {
  return [...(isForm(form) ? native(form, 'elements') : form.querySelectorAll('input,select,textarea'))]
}

/** A copy of the form alone, with its attributes and no fields to hide them. */
export function bareForm(form: HTMLFormElement): HTMLFormElement {
  return native(form, 'cloneNode') as HTMLFormElement
}

/**
 * What every event says about its form: named by `id`, else by `data-leadlight` or `name`, else by where it sends to, without
 * query and fragment, which may hold anything. What is no form sends to its page.
 */
export function describeForm(form: Element): Record<string, string | undefined> {
  const {
    id,
    name = '',
    dataset,
    action = form.baseURI,
  } = (isForm(form) ? bareForm(form) : form) as HTMLFormElement
  const where = withoutAddresses(action.replace(/[?#].*/s, ''))
  const form_name = withoutAddresses(dataset.leadlight || name)
  return { form_id: withoutAddresses(id) || form_name || where, form_name, action: where }
}
