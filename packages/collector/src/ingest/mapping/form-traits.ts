import type { JsonObject, Traits } from '@leadlight/protocol'
import { normalizeEmail } from '../email.ts'
import { completeNames } from './complete-names.ts'
import type { FieldTrait } from './field-words.ts'
import { type FormField, readFormFields } from './form-fields.ts'
import { readAmount } from './read-amount.ts'
import { addressPartOfKind, traitOfKind } from './trait-of-kind.ts'
import type { TraitOfName } from './trait-of-name.ts'
import { validTraits } from './valid-traits.ts'

/**
 * The traits in a submitted form. The meaning of a field comes from its autofill token, or else its input type, or else the
 * words of its name; the most reliable field wins, then the first one. Null when there are none.
 */
export function formTraits(properties: JsonObject, traitOfName: TraitOfName): Traits | null {
  const fields = readFormFields(properties)
  const found: JsonObject = {}
  for (const { field, trait } of surestFirst(fields, traitOfName)) {
    if (Object.hasOwn(found, trait)) continue
    const value = traitValue(trait, field.text)
    if (value !== undefined) found[trait] = value
  }
  const email = found.email ?? onlyAddress(fields, traitOfName)
  if (email !== undefined) found.email = email
  const address = readAddress(fields)
  if (address) found.address = address
  const traits = validTraits(found)
  completeNames(traits)
  return Object.keys(traits).length > 0 ? traits : null
}

function surestFirst(
  fields: FormField[],
  traitOfName: TraitOfName,
): { field: FormField; trait: FieldTrait }[] {
  const byKind: { field: FormField; trait: FieldTrait }[] = []
  const byName: { field: FormField; trait: FieldTrait }[] = []
  for (const field of fields) {
    const named = traitOfName(field.name)
    if (named === 'thirdParty') continue
    const kind = traitOfKind(field.kind)
    if (kind !== undefined) byKind.push({ field, trait: kind })
    else if (named !== undefined && named !== 'other') byName.push({ field, trait: named })
  }
  return [...byKind, ...byName]
}

/** The only e-mail address in a form whose field names say nothing (`input_3`): it is the sender's. */
function onlyAddress(fields: FormField[], traitOfName: TraitOfName): string | undefined {
  const addresses = new Set<string>()
  for (const { name, text } of fields) {
    const email = text.includes('@') && traitOfName(name) !== 'thirdParty' ? normalizeEmail(text) : undefined
    if (email !== undefined) addresses.add(email)
  }
  return addresses.size === 1 ? [...addresses][0] : undefined
}

/** Converts a text to a trait; undefined when it cannot be one. */
function traitValue(trait: FieldTrait, text: string): string | number | boolean | undefined {
  switch (trait) {
    case 'email':
      return normalizeEmail(text)
    case 'phone':
      return /\d{3}|\d[\d\s().-]{3,}\d/.test(text) ? text : undefined
    case 'title':
      return formsOfAddress.test(text) ? undefined : text
    case 'budget':
      return readAmount(text) ?? text
    case 'authority':
    case 'need':
      return yes.test(text) ? true : no.test(text) ? false : text
    default:
      return text.includes('@') && normalizeEmail(text) !== undefined ? undefined : text
  }
}

/** Values of a field called `title` that asks for a form of address instead of a position. */
const formsOfAddress = /^(mr|mrs|ms|miss|mx|dr|prof|herr|frau|m|mme|mlle|sr|sra|srta|श्री|श्रीमती|জনাব)\.?$/i
const yes = /^(yes|true|on|ja|oui|s[ií]|sim|हाँ|हां|হ্যাঁ|হাঁ)$/i
const no = /^(no|false|off|nein|non|n[aã]o|नहीं|না)$/i

function readAddress(fields: FormField[]): Record<string, string> | undefined {
  const address: Record<string, string> = {}
  for (const { kind, text } of fields) {
    const part = addressPartOfKind(kind)
    if (part !== undefined) address[part] ??= text
  }
  return Object.keys(address).length > 0 ? address : undefined
}
