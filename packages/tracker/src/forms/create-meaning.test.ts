import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMeaning } from './create-meaning.ts'
import { createFieldReader } from './read-fields.ts'

interface Sample {
  line: string
  truth: string
  found: string
}

/** Telephone numbers as people write them in the countries of the seven languages. */
const phones = '+91 98765 43210|098765 43210|(555) 123-4567|06 12 34 56 78|612345678|11 91234-5678'.split('|')

const values: Record<string, string> = { email: 'asha.rao@example.com', url: 'https://example.com' }

/** Reads a form of this field alone, as it would be on submit. */
function classify(line: string, index: number): Sample {
  const [truth = '', rest = ''] = line.split(/: (.*)/s)
  const [label = '', ...pairs] = rest.split('; ')
  const { tag = 'input', hint = '', ...attributes } = Object.fromEntries(pairs.map((pair) => pair.split('=')))
  const value = truth === 'tel' ? phones[index % phones.length] : values[truth]
  const field = Object.assign(document.createElement(tag), { id: 'field', placeholder: hint })
  for (const [name, text] of Object.entries(attributes)) field.setAttribute(name, `${text}`)
  if (tag === 'select') field.innerHTML = '<option selected>Some words, 12</option>'
  else field.value = attributes.value ?? value ?? 'Some words, 12'
  field.checked = true
  const form = document.createElement('form')
  form.innerHTML = '<label for="field"></label>'
  form.firstElementChild?.append(label)
  form.append(field)
  document.body.replaceChildren(form)
  const [found = '-'] = Object.values(createFieldReader([], new WeakSet())(form).field_types)
  return { line, truth, found }
}

function measure(samples: Sample[], isKind: (kind: string) => boolean) {
  const hits = samples.filter(({ truth, found }) => isKind(truth) && truth === found).length
  const recall = hits / samples.filter(({ truth }) => isKind(truth)).length
  const precision = hits / samples.filter(({ found }) => isKind(found)).length
  return { recall, precision }
}

const lines = readFileSync('test/labelled-fields.txt', 'utf8').split('\n')
let samples: Sample[] = []
let mistakes: string[] = []
beforeEach(() => {
  samples = lines.filter((line) => /^[a-z-\d]+: ?/.test(line)).map(classify)
  mistakes = samples
    .filter(({ truth, found }) => truth !== found)
    .map(({ line, found }) => `${line} → ${found}`)
})

describe('what a field is, on a labelled set in seven languages', () => {
  it('holds enough fields', () => expect(samples.length).toBeGreaterThanOrEqual(300))

  it.each([
    ['e-mail', /^email$/, 0.97, 0.98],
    ['names', /name$(?<!country-name)/, 0.9, 0.98],
    ['telephone', /^tel$/, 0.9, 0.98],
    ['company', /^organization$/, 0.9, 0.98],
    ['everything', /^[a-z]/, 0.9, 0.98],
  ])('%s', (_, kind, leastRecall, leastPrecision) => {
    const { recall, precision } = measure(samples, (found) => kind.test(found))
    expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(leastRecall)
    expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(leastPrecision)
  })
})

it('ends quickly on long texts of words that are known', () => {
  const meaningOf = createMeaning()
  const words = 'name nom nome nombre de la su sua seu tu your first last and नम क र'
  const text = fc.array(fc.constantFrom(...words.split(' ')), { minLength: 100, maxLength: 200 })
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('', ' '),
      (parts, gap) => meaningOf('text\n', `${parts.join(gap)} lizard\n`, '') === undefined,
    ),
  )
})
