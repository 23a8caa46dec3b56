import { native } from './form-element.ts'

/** How Contact Form 7 marks a form as refused. */
const REFUSED = '.invalid,.failed,.spam'

/** How other pages mark what is wrong in a form: fields, and the texts about them. */
const MISTAKE = '[aria-invalid=true],[class*="error" i]'

/** What the page shows as mistakes in a form: fields, and elements with a text. */
export function mistakesIn(form: Element): Element[] {
  return [...native(form, 'querySelectorAll', MISTAKE)].filter(
    (element) => element.getBoundingClientRect().width && ('value' in element || element.textContent.trim()),
  )
}

/** Whether the page shows that it refused a form, although the response was a success: by mistakes that it did not show before. */
export function isRefused(form: Element, before: Element[]): boolean {
  return native(form, 'matches', REFUSED) || mistakesIn(form).some((element) => !before.includes(element))
}
