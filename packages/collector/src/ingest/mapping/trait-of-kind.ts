import type { FieldTrait } from './field-words.ts'

/** Parts of an address, with the names of Segment's `address` trait. */
export type AddressPart = 'street' | 'city' | 'state' | 'postalCode' | 'country'

/**
 * Traits by autofill token (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill), or by the
 * name of a trait in lower case, as site owners write it into `data-leadlight-field`.
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

/** The trait for a field's kind: an autofill token, possibly with preceding tokens, or an input type. */
export function traitOfKind(kind: string): FieldTrait | undefined {
  return own(traitsByToken, lastToken(kind))
}

/** The part of an address that a field of this kind contains. */
export function addressPartOfKind(kind: string): AddressPart | undefined {
  return own(addressPartsByToken, lastToken(kind))
}

/** Whether values of fields of this kind must not be stored. */
export function isSecretKind(kind: string): boolean {
  return secretKinds.test(lastToken(kind))
}

/** The token that matters: `section-a shipping work email` means `email`; a passkey field may say `username webauthn`. */
function lastToken(kind: string): string {
  const tokens = kind.toLowerCase().trim().split(/\s+/)
  return tokens.findLast((token) => token !== 'webauthn') ?? ''
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
