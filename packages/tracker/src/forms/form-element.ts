import { withoutAddresses } from '../clean-url.ts'

/** Selector of what is not captured: disabled controls, forms of dialogs, search forms, and what the site excludes. */
export const OFF =
  ':disabled,[data-leadlight=off],[data-leadlight-ignore],[method=dialog],[formmethod=dialog],[role=search],search'

/** Selector of forms that the site marks for capture. */
export const MARKED = '[data-leadlight]'

/** The type of a property, or the return type of a method. */
type ResultOf<Member> = Member extends (...args: never[]) => infer Result ? Result : Member

/**
 * Reads a property of a form, or calls a method, as the browser defines it: where a field is named `elements`, `form.elements` is that
 * field.
 */
export function native<Key extends keyof HTMLFormElement>(
  form: Element,
  key: Key,
  argument?: string,
): ResultOf<HTMLFormElement[Key]> {
  const member = Reflect.get(HTMLFormElement.prototype, key, form)
  return member?.call ? member.call(form, argument) : member
}

/** Whether a node is a form. Works for forms in frames, too, where `instanceof` does not. */
export function isForm(node: unknown): node is HTMLFormElement {
  return {}.toString.call(node) === '[object HTMLFormElement]'
}

/** The form that a node is, is in, or contains. */
export function formOf(place: Node): Element | null | undefined {
  if (isForm(place)) return place
  const element = place as Partial<Element>
  return element.closest?.('form') ?? element.querySelector?.('form')
}

/** A control that holds what a visitor enters; also a select, or a text area. */
export type Field = HTMLInputElement & { selectedOptions?: Iterable<HTMLOptionElement> }

/** A control, and the element of the form that holds it: the control itself, or the component whose shadow root it is in. */
export type Control = [control: Element, holder: Element]

/**
 * The controls of a form, or of an element that the page uses as one; then those in the open shadow roots of its components, which
 * are looked for only when somebody asks for more.
 */
export function* controlsOf(form: Element | ShadowRoot): Generator<Control> {
  const find = (selector: string) =>
    isForm(form) ? native(form, 'querySelectorAll', selector) : form.querySelectorAll(selector)
  for (const control of isForm(form) ? native(form, 'elements') : find('input,select,textarea'))
    yield [control, control]
  for (const holder of find('*'))
    if (holder.shadowRoot && !holder.closest(OFF))
      // A form in there is another form.
      for (const [control] of controlsOf(holder.shadowRoot))
        if (!(control as HTMLInputElement).form) yield [control, holder]
}

/** Whether the visitor sees something of a form to fill in or to press. */
export function isShown(form: Element): boolean {
  for (const [control] of controlsOf(form)) if (control.getBoundingClientRect().width) return true
  return false
}

/** Whether a part of a form is in the window, and the page is visible. */
export function isInView(form: Element): boolean {
  const { top, bottom, width } = native(form, 'getBoundingClientRect')
  return !!width && bottom > 0 && top < innerHeight && !document.hidden
}

/** The document or shadow root that a place is or has, as a frame or component, or else that it is in. */
export function rootOf(place: Node): Document | ShadowRoot {
  // Not to be cached, because a frame may navigate.
  const { contentDocument, shadowRoot } = place as HTMLIFrameElement
  return contentDocument ?? shadowRoot ?? (place.getRootNode() as Document)
}

/** A copy of the form with its attributes, but no fields, which might hide its properties. */
export function bareForm(form: HTMLFormElement): HTMLFormElement {
  return native(form, 'cloneNode') as HTMLFormElement
}

/**
 * The properties that identify a form in its events. The id is the attribute `id`, or else the name, or else the action; the name is
 * `data-leadlight` or the attribute `name`; the action has no query or fragment, which may contain personal data. For an element other
 * than a form, and where the action is a script, as React writes it, it is the address of the page.
 */
export function describeForm(form: Element): Record<string, string | undefined> {
  const { id, name = '', dataset, action } = (isForm(form) ? bareForm(form) : form) as HTMLFormElement
  const target = withoutAddresses((/^http/.test(action) ? action : form.baseURI).replace(/[?#].*/s, ''))
  const form_name = withoutAddresses(dataset.leadlight || name)
  return { form_id: withoutAddresses(id) || form_name || target, form_name, action: target }
}
