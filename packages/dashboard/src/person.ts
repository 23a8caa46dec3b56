import type { Json, Lead } from '@leadlight/protocol'

/** The display name of a lead: its name, or else its e-mail address, `userId` or id. */
export function nameOf({ traits, email, userId, id }: Lead): string {
  const full = [traits.firstName, traits.lastName].filter(Boolean).join(' ')
  return traits.name || full || email || userId || id
}

/** The company's name; empty when unknown. */
export function companyOf({ traits }: Lead): string {
  const { company } = traits
  if (typeof company === 'object') return typeof company.name === 'string' ? company.name : ''
  return company ?? ''
}

/** A JSON value as readable text. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
