import { native } from './form-element.ts'

/** How Contact Form 7 marks a form as refused. */
const REFUSED = '.invalid,.failed,.spam'

/** How other pages mark what is wrong in a form: fields, and the texts about them. */
const MISTAKE = '[aria-invalid=true],[class*="error" i]'

/** What the page shows as mistakes in a form: fields, and elements with a text. */
const mistakesIn = (form: Element) =>
  [...native(form, 'querySelectorAll', MISTAKE)].filter(
    (element) => element.getBoundingClientRect().width && ('value' in element || element.textContent.trim()),
  )

/**
 * Makes the function that tells whether the page shows that it has refused a form, although the response was a success: by mistakes
 * that it does not show now.
 */
export function createRefusalCheck(form: Element): () => boolean {
  const before = mistakesIn(form)
  return () =>
    native(form, 'matches', REFUSED) || mistakesIn(form).some((mistake) => !before.includes(mistake))
}
