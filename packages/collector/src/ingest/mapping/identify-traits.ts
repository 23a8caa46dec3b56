import type { JsonObject, Traits } from '@leadlight/protocol'
import { normalizeEmail } from '../email.ts'
import { completeNames } from './complete-names.ts'
import { validTraits } from './valid-traits.ts'

/** Other spellings of reserved traits. */
const reservedNames: Readonly<Record<string, string>> = {
  Email: 'email',
  first_name: 'firstName',
  firstname: 'firstName',
  last_name: 'lastName',
  lastname: 'lastName',
  full_name: 'name',
  fullName: 'name',
  phone_number: 'phone',
  phoneNumber: 'phone',
  job_title: 'title',
  jobTitle: 'title',
  company_name: 'company',
  companyName: 'company',
}

/**
 * The traits of an `identify` message under their reserved names, without nulls, with a normalized e-mail address. Invalid
 * values of reserved traits are left out. Null when nothing is left.
 */
export function identifyTraits(sent: JsonObject): Traits | null {
  const named: JsonObject = {}
  for (const [key, value] of Object.entries(sent)) {
    const name = Object.hasOwn(reservedNames, key) ? (reservedNames[key] ?? key) : key
    if (value !== null && (name === key || !Object.hasOwn(sent, name))) named[name] = textual(name, value)
  }
  const traits = validTraits(named)
  if (traits.email !== undefined) {
    const email = normalizeEmail(traits.email)
    if (email === undefined) delete traits.email
    else traits.email = email
  }
  completeNames(traits)
  return Object.keys(traits).length > 0 ? traits : null
}

/** Converts numbers to text for phone, name and title. */
function textual(name: string, value: JsonObject[string]): JsonObject[string] {
  const isText = name === 'phone' || name === 'name' || name === 'title'
  return isText && typeof value === 'number' ? String(value) : value
}
