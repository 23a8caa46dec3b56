import { expect, test, vi } from 'vitest'
import { textAround } from './text-around.ts'

/** Fields of one form, with nothing but their own markup between them. */
function render(markup: (number: number) => string) {
  const numbers = Array.from({ length: 200 }, (_, number) => number)
  document.body.innerHTML = `<p>Terms</p><form>${numbers.map(markup).join('')}</form>`
  const form = document.querySelector('form') as HTMLFormElement
  const search = vi.spyOn(form, 'querySelectorAll')
  const readText = vi.spyOn(form, 'textContent', 'get')
  return {
    texts: [...form.children].filter((child) => child.matches('input')).map(textAround),
    search,
    readText,
  }
}

test.each([
  [
    'after a text',
    (number: number) => `Question ${number}: <input><br>`,
    (number: number) => `Question ${number}: `,
  ],
  ['without a text', () => '<input>', () => ''],
])('does not search a form with many fields for each of them: %s', (_, markup, text) => {
  const { texts, search, readText } = render(markup)
  expect(texts).toEqual(texts.map((_, number) => text(number)))
  expect(texts).toHaveLength(200)
  // Only for the first one.
  expect(search.mock.calls.length).toBeLessThan(2)
  expect(readText).not.toHaveBeenCalled()
})

test('takes the text before a component, not the label of another one', () => {
  document.body.innerHTML =
    '<form><label>Name</label><x-field></x-field><p>E-mail</p><x-field id="second"></x-field></form>'
  expect(textAround(document.querySelector('#second') as Element)).toBe('E-mail')
})
