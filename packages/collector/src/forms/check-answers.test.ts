import { parseForm } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { checkAnswers } from './check-answers.ts'

const parsed = parseForm({
  id: 'contact',
  fields: [
    { name: 'email', label: 'E-mail', type: 'email' },
    { name: 'work', label: 'At work', type: 'text', pattern: 'work-email' },
  ],
})
if (!('form' in parsed)) throw new Error(JSON.stringify(parsed))
const { form } = parsed

it.each(['a@b.co', 'ada.lovelace+tag@mail.example.com', '"a@b"@c.de'])(
  'accepts the address %s',
  (address) => {
    expect(checkAnswers(form, { email: address, work: address })).toEqual({})
  },
)

it.each(['a', 'a@b', '@b.co', 'a@b.c', 'a b@c.de', 'a@.co', ['a@b.co'], 7])('refuses %j', (address) => {
  expect(Object.keys(checkAnswers(form, { email: address, work: address }))).toEqual(['email', 'work'])
})

it.each(['@.', '@a.a', '@', 'a@a.aa'])('reads an answer of many times %s in bounded time', (part) => {
  const address = `${part.repeat(3_900 / part.length)} `
  for (let count = 0; count < 20; count++) {
    const problems = checkAnswers(form, { email: address, work: address })
    expect(Object.keys(problems)).toEqual(['email', 'work'])
  }
})
