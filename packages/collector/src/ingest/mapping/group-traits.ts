import type { JsonObject, Traits } from '@leadlight/protocol'
import { soundTraits } from './sound-traits.ts'

/** Which trait of somebody tells what a group is: https://segment.com/docs/connections/spec/group/#traits */
const ofMembers: Readonly<Record<string, string>> = {
  name: 'company',
  website: 'website',
  industry: 'industry',
  employees: 'employees',
}

/**
 * What a `group` message tells of whoever belongs to the group: the company that it names, with its website, industry and
 * size. How to reach a company is nobody's own address, so its e-mail and phone are left out. Null when nothing is told.
 */
export function groupTraits(sent: JsonObject): Traits | null {
  const named: JsonObject = {}
  for (const [key, trait] of Object.entries(ofMembers)) {
    const value = Object.hasOwn(sent, key) ? sent[key] : undefined
    if (value !== undefined && value !== null && value !== '') named[trait] = value
  }
  const traits = soundTraits(named)
  return Object.keys(traits).length > 0 ? traits : null
}
