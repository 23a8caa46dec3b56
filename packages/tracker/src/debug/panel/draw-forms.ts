import type { ExplainedField, ExplainedForm } from '../create-form-explainer.ts'
import { element } from './element.ts'

const words: Record<ExplainedField['state'], string> = {
  sent: 'value sent',
  filled: 'only name sent',
  withheld: 'nothing sent',
  empty: 'empty',
}

/** Draws the forms of the page as tables, with a row for each field. */
export function drawForms(forms: ExplainedForm[]): Node[] {
  if (!forms.length) return [element('p', { class: 'why' }, 'None.')]
  return forms.map(({ name, ignored, fields }) => {
    if (ignored) return element('p', {}, `${name}: not captured. ${ignored}`)
    const rows = fields.map((field) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, field.name),
        element(
          'td',
          {},
          element('span', { class: field.state }, words[field.state]),
          element('span', { class: 'why' }, ` ${field.why}`),
        ),
      ),
    )
    const heads = ['Field', 'If submitted now'].map((text) => element('th', { scope: 'col' }, text))
    return element(
      'table',
      {},
      element('caption', {}, name),
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...rows),
    )
  })
}
