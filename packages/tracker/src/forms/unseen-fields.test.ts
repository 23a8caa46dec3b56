import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createFieldReader } from './read-fields.ts'

/** A field of the set, and what it was taken for: `-` for nothing. */
interface Sample {
  truth: string
  found: string
  line: string
}

/** The short names of the set, as autofill tokens. */
const tokens: Record<string, string> = {
  first: 'given-name',
  last: 'family-name',
  company: 'organization',
  phone: 'tel',
}

/** Numbers as people write them in the countries of the seven languages. */
const phones = '+91 98765 43210|098765 43210|(555) 123-4567|06 12 34 56 78|612345678|01712-345678'.split('|')

function classify(line: string, index: number): Sample {
  const values: Record<string, string | undefined> = {
    email: 'asha.rao@example.com',
    phone: phones[index % phones.length],
  }
  const [truth = '', html = ''] = line.split(/ \| (.*)/s)
  const form = document.createElement('form')
  form.innerHTML = html
  document.body.replaceChildren(form)
  const field = form.querySelector<HTMLInputElement>('input,textarea,select')
  if (field && !field.value) {
    field.value = values[truth] ?? 'Canary Blue'
  }
  if (truth !== 'email') {
    // What may be somebody else's name is the lead's only beside an address to reply to.
    const address = Object.assign(document.createElement('input'), { type: 'email', name: 'reply_to' })
    address.value = values.email ?? ''
    form.append(address)
  }
  const { field_types } = createFieldReader([], new WeakSet())(form)
  const { reply_to: _, ...types } = field_types
  return { truth: tokens[truth] ?? truth, found: Object.values(types)[0] ?? '-', line }
}

const lines = readFileSync('test/unseen-fields.txt', 'utf8')
  .split('\n')
  .filter((line) => line.includes(' | '))

const kinds: [string, RegExp, number, number][] = [
  ['e-mail', /^email$/, 0.97, 0.98],
  ['names', /^((given|family)-)?name$/, 0.9, 0.98],
  ['company', /^organization$/, 0.9, 0.98],
  ['telephone', /^tel$/, 0.9, 0.98],
]

it.each(kinds)('recognises %s on fields as many websites write them', (name, kind, recall, precision) => {
  const samples = lines.map(classify)
  const wrong = samples.filter(
    ({ truth, found }) => truth !== found && (kind.test(truth) || kind.test(found)),
  )
  const mistakes = wrong.map(({ line, found }) => `${line} → ${found}`).join('\n')
  const hits = samples.filter(({ truth, found }) => truth === found && kind.test(truth)).length
  const asked = samples.filter(({ truth }) => kind.test(truth)).length
  const claimed = samples.filter(({ found }) => kind.test(found)).length
  console.info(`${name}: recall ${hits}/${asked}, precision ${hits}/${claimed}`)
  expect.soft(hits / asked, mistakes).toBeGreaterThanOrEqual(recall)
  expect.soft(hits / claimed, mistakes).toBeGreaterThanOrEqual(precision)
})

it('captures nothing private among them', () => {
  const captured = lines.map(classify).filter(({ truth, found }) => truth === '!' && found !== '-')
  expect(captured.map(({ line, found }) => `${line} → ${found}`)).toEqual([])
})
