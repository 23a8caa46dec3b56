import type { JsonObject } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { formTraits } from './form-traits.ts'
import { createTraitOfName } from './trait-of-name.ts'

const traitOfName = createTraitOfName()
const traitsOf = (fields: JsonObject, kinds: JsonObject = {}) =>
  formTraits({ form_id: 'f', fields, field_types: kinds }, traitOfName)

it('reads fields by their autofill token, whatever their names', () => {
  const fields = {
    a: 'Ada',
    b: 'Lovelace',
    c: 'ADA@Example.com',
    d: 'Analytical Engines',
    e: '+44 20 7946 0000',
  }
  const kinds = { a: 'given-name', b: 'family-name', c: 'section-x work email', d: 'organization', e: 'tel' }
  expect(traitsOf(fields, kinds)).toEqual({
    firstName: 'Ada',
    lastName: 'Lovelace',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    company: 'Analytical Engines',
    phone: '+44 20 7946 0000',
  })
})

it.each([
  ['phone', '+44 20 7946 0000'],
  ['website', 'https://ada.example'],
  ['birthday', '1815-12-10'],
  ['gender', 'female'],
  ['age', '36'],
  ['company', 'Analytical Engines'],
  ['title', 'Programmer'],
  ['firstName', 'Ada'],
  ['lastName', 'Lovelace'],
  ['name', 'Ada Lovelace'],
  ['need', 'Engines'],
  ['timeline', 'Q3'],
])(
  'reads data-leadlight-field=%s as the trait of that name, whatever the field is called',
  (trait, value) => {
    expect(traitsOf({ q1: value }, { q1: trait })).toMatchObject({ [trait]: value })
  },
)

it('reads parts of an address by data-leadlight-field, too', () => {
  expect(
    traitsOf({ a: 'Oslo', b: '0150', c: 'Main Street 1' }, { a: 'city', b: 'postalCode', c: 'address' }),
  ).toEqual({
    address: { city: 'Oslo', postalCode: '0150', street: 'Main Street 1' },
  })
})

it('reads fields by their names when nothing else is known', () => {
  expect(
    traitsOf(
      { 'your-name': 'Ada', 'your-email': 'ada@example.com', message: 'Hello' },
      { message: 'textarea' },
    ),
  ).toEqual({
    name: 'Ada',
    email: 'ada@example.com',
  })
})

it('prefers the token to the type, the type to the name, and the first field to the second', () => {
  const fields = { email: 'name@example.com', contact: 'kind@example.com', second: 'late@example.com' }
  expect(traitsOf(fields, { email: 'text', contact: 'email', second: 'email' })?.email).toBe(
    'kind@example.com',
  )
})

it('uses the next field when the first one has no valid e-mail address', () => {
  expect(traitsOf({ email: 'call me', email_2: 'ada@example.com' })?.email).toBe('ada@example.com')
})

it('finds the only e-mail address of a form with meaningless names', () => {
  expect(traitsOf({ input_1: 'Ada', input_3: 'ada@example.com', copy: 'ADA@example.com' })?.email).toBe(
    'ada@example.com',
  )
  expect(traitsOf({ input_3: 'ada@example.com', input_4: 'eve@example.com' })).toBeNull()
})

it('never uses the e-mail address of somebody else', () => {
  expect(traitsOf({ friend_email: 'eve@example.com' }, { friend_email: 'email' })).toBeNull()
})

it('joins first and last names, and reads a field "name" correctly beside a part', () => {
  expect(traitsOf({ nom: 'Curie', prénom: 'Marie' })).toEqual({
    firstName: 'Marie',
    lastName: 'Curie',
    name: 'Marie Curie',
  })
  expect(traitsOf({ nombre: 'Ana', apellidos: 'Gómez' })).toEqual({
    firstName: 'Ana',
    lastName: 'Gómez',
    name: 'Ana Gómez',
  })
  expect(traitsOf({ name: 'Ada Lovelace', first_name: 'Ada' })).toEqual({
    name: 'Ada Lovelace',
    firstName: 'Ada',
  })
})

it('reads budget, authority, need and timeline, with amounts as numbers and yes or no as booleans', () => {
  const fields = { q1: '$10k–$25k', q2: 'Yes', q3: 'Replace spreadsheets', q4: 'This quarter' }
  const kinds = { q1: 'budget', q2: 'authority', q3: 'need', q4: 'timeline' }
  expect(traitsOf(fields, kinds)).toEqual({
    budget: 10_000,
    authority: true,
    need: 'Replace spreadsheets',
    timeline: 'This quarter',
  })
  expect(traitsOf({ budget: 'not sure', decision_maker: 'no' })).toEqual({
    budget: 'not sure',
    authority: false,
  })
})

it('joins the parts of a postal address', () => {
  const kinds = { s: 'street-address', c: 'address-level2', z: 'postal-code', l: 'country-name' }
  expect(traitsOf({ s: 'MG Road 1', c: 'Pune', z: '411001', l: 'India' }, kinds)?.address).toEqual({
    street: 'MG Road 1',
    city: 'Pune',
    postalCode: '411001',
    country: 'India',
  })
})

it('does not read a salutation as a position, nor codes as a telephone number', () => {
  expect(traitsOf({ title: 'Mrs.', phone: 'n/a' })).toBeNull()
  expect(traitsOf({ title: 'Head of Sales' })).toEqual({ title: 'Head of Sales' })
})

it('joins several values, and ignores empty and unusable ones', () => {
  expect(
    traitsOf({ needs: ['Reports', 'Exports'], company: '  ', phone: null, name: { first: 'Ada' } }),
  ).toEqual({
    need: 'Reports, Exports',
  })
})

it('reads fields beside the properties of the form', () => {
  expect(formTraits({ form_id: 'f', name: 'Contact form', email: 'ada@example.com' }, traitOfName)).toEqual({
    email: 'ada@example.com',
  })
})

it('reads nothing from an empty form', () => {
  for (const properties of [
    {},
    { fields: {} },
    { fields: [] },
    { fields: null },
    { fields: 'x', field_types: 5 },
  ]) {
    expect(formTraits(properties as JsonObject, traitOfName)).toBeNull()
  }
})

it('does not cut a text within a character', () => {
  const fields = { company: `${'x'.repeat(999)}😀` }
  expect(formTraits({ fields }, () => 'company')).toEqual({ company: 'x'.repeat(999) })
})
