import type { JsonObject, Traits } from '@leadlight/protocol'
import { validTraits } from './valid-traits.ts'

/** The traits of a group as traits of its members: https://segment.com/docs/connections/spec/group/#traits */
const ofMembers: Readonly<Record<string, string>> = {
  name: 'company',
  website: 'website',
  industry: 'industry',
  employees: 'employees',
}

/**
 * The traits that a `group` message adds to a member of the group: the company's name, website, industry and size. A
 * company's e-mail address and phone number are not those of a person, and are left out. Null when there are none.
 */
export function groupTraits(sent: JsonObject): Traits | null {
  const named: JsonObject = {}
  for (const [key, trait] of Object.entries(ofMembers)) {
    const value = Object.hasOwn(sent, key) ? sent[key] : undefined
    if (value !== undefined && value !== null && value !== '') named[trait] = value
  }
  const traits = validTraits(named)
  return Object.keys(traits).length > 0 ? traits : null
}
