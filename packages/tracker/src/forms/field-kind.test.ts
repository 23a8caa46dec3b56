import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createFieldKind, type Field } from './field-kind.ts'

interface Sample {
  line: string
  truth: string
  found: string
}

function build(attributes: Record<string, string>): Field {
  const field = document.createElement((attributes.tag ?? 'input') as 'input')
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'tag') field.setAttribute(name === 'hint' ? 'placeholder' : name, value)
  }
  return field
}

function classify(line: string): Sample {
  const [truth = '', rest = ''] = line.split(/: (.*)/s)
  const [label = '', ...attributes] = rest.split('; ')
  const field = build(Object.fromEntries(attributes.map((attribute) => attribute.split('='))))
  field.value =
    truth === 'email' ? 'asha.rao@example.com' : truth === 'tel' ? '+91 98765 43210' : 'Some words, 12'
  const found = createFieldKind([], new WeakSet())(field, label) || '-'
  return { line, truth, found }
}

function measure(samples: Sample[], isKind: (kind: string) => boolean) {
  const hits = samples.filter(({ truth, found }) => isKind(truth) && truth === found).length
  const recall = hits / samples.filter(({ truth }) => isKind(truth)).length
  const precision = hits / samples.filter(({ found }) => isKind(found)).length
  return { recall, precision }
}

const samples = readFileSync('test/labelled-fields.txt', 'utf8')
  .split('\n')
  .filter((line) => /^[a-z-]+: ?/.test(line))
  .map(classify)
const mistakes = samples
  .filter(({ truth, found }) => truth !== found)
  .map(({ line, found }) => `${line} → ${found}`)

describe('what a field is, on a labelled set in seven languages', () => {
  it('holds enough fields', () => expect(samples.length).toBeGreaterThanOrEqual(150))

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
