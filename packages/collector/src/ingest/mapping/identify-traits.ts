import type { JsonObject, Traits } from '@leadlight/protocol'
import { normalizeEmail } from '../email.ts'
import { completeNames } from './complete-names.ts'
import { soundTraits } from './sound-traits.ts'

/** Other spellings of reserved traits that senders use. */
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
 * The traits of an `identify` message under their reserved names, without nulls, the e-mail address normalised. What a
 * reserved trait cannot be is left out; so is an e-mail that is no address. Null when nothing is left.
 */
export function identifyTraits(sent: JsonObject): Traits | null {
  const named: JsonObject = {}
  for (const [key, value] of Object.entries(sent)) {
    const name = Object.hasOwn(reservedNames, key) ? (reservedNames[key] ?? key) : key
    if (value !== null && (name === key || !Object.hasOwn(sent, name))) named[name] = textual(name, value)
  }
  const traits = soundTraits(named)
  if (traits.email !== undefined) {
    const email = normalizeEmail(traits.email)
    if (email === undefined) delete traits.email
    else traits.email = email
  }
  completeNames(traits)
  return Object.keys(traits).length > 0 ? traits : null
}

/** Numbers are sent for phones and names now and then. */
function textual(name: string, value: JsonObject[string]): JsonObject[string] {
  const isText = name === 'phone' || name === 'name' || name === 'title'
  return isText && typeof value === 'number' ? String(value) : value
}
