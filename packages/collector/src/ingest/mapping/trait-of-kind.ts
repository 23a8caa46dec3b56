import type { FieldTrait } from './field-words.ts'

/** Parts of an address, named as in Segment's `address` trait. */
export type AddressPart = 'street' | 'city' | 'state' | 'postalCode' | 'country'

/**
 * What an autofill token says (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill), or the name of a
 * trait, in small letters, as owners write it into `data-leadlight-field`.
 */
const traitsByToken: Readonly<Record<string, FieldTrait>> = {
  email: 'email',
  name: 'name',
  'given-name': 'firstName',
  'family-name': 'lastName',
  organization: 'company',
  'organization-title': 'title',
  tel: 'phone',
  'tel-national': 'phone',
  url: 'website',
  bday: 'birthday',
  sex: 'gender',
  budget: 'budget',
  authority: 'authority',
  need: 'need',
  timeline: 'timeline',
  firstname: 'firstName',
  lastname: 'lastName',
  phone: 'phone',
  company: 'company',
  title: 'title',
  website: 'website',
  birthday: 'birthday',
  gender: 'gender',
  age: 'age',
}

const addressPartsByToken: Readonly<Record<string, AddressPart>> = {
  'street-address': 'street',
  'address-line1': 'street',
  'address-level2': 'city',
  'address-level1': 'state',
  'postal-code': 'postalCode',
  country: 'country',
  'country-name': 'country',
  address: 'street',
  street: 'street',
  city: 'city',
  state: 'state',
  postalcode: 'postalCode',
}

const secretKinds = /^(password|file|cc-.*|current-password|new-password|one-time-code|transaction-.*)$/

/** What the kind of a field says about it: an autofill token, perhaps with words in front, or an input type. */
export function traitOfKind(kind: string): FieldTrait | undefined {
  return own(traitsByToken, lastToken(kind))
}

/** The part of an address that a field of this kind holds. */
export function addressPartOfKind(kind: string): AddressPart | undefined {
  return own(addressPartsByToken, lastToken(kind))
}

/** Whether values of fields of this kind must not be kept. */
export function isSecretKind(kind: string): boolean {
  return secretKinds.test(lastToken(kind))
}

/** `section-a shipping work email` means `email`; a passkey field may say `username webauthn`. */
function lastToken(kind: string): string {
  const tokens = kind.toLowerCase().trim().split(/\s+/)
  return tokens.findLast((token) => token !== 'webauthn') ?? ''
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
