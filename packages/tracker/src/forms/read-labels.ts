import { native } from './form-element.ts'

/** Controls and labels looked at in one form; some have thousands, and reading them must not be felt. */
export const MAX_CONTROLS = 300

/** Reads the labels of a form's controls at once: to look up the label of each of a thousand fields takes a thousand walks. */
export function readLabels(form: Element): Map<Element | null, string> {
  const labels = new Map<Element | null, string>()
  for (const { control, textContent } of native(
    form,
    'getElementsByTagName',
    'label',
  ) as HTMLCollectionOf<HTMLLabelElement>) {
    if (labels.size > MAX_CONTROLS) break
    // The options of a select inside its label are not part of the question.
    if (!labels.has(control)) labels.set(control, textContent.replace(`${control?.textContent}`, ''))
  }
  return labels
}
