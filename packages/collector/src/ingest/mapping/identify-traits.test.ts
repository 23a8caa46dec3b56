import { expect, it } from 'vitest'
import { identifyTraits } from './identify-traits.ts'

it('keeps traits, with the e-mail address normalised', () => {
  expect(identifyTraits({ email: ' Ada@Example.COM', plan: 'pro', address: { city: 'London' } })).toEqual({
    email: 'ada@example.com',
    plan: 'pro',
    address: { city: 'London' },
  })
})

it('accepts other spellings of reserved names, and prefers the right one', () => {
  expect(
    identifyTraits({ first_name: 'Ada', lastname: 'Lovelace', job_title: 'x', title: 'Countess' }),
  ).toEqual({
    firstName: 'Ada',
    lastName: 'Lovelace',
    name: 'Ada Lovelace',
    title: 'Countess',
  })
})

it('ignores nulls and invalid values of reserved traits', () => {
  expect(
    identifyTraits({ email: 'ada', company: 5, firstName: null, phone: 4930123456, plan: null, seats: 3 }),
  ).toEqual({
    phone: '4930123456',
    seats: 3,
  })
  expect(identifyTraits({ email: null })).toBeNull()
})
