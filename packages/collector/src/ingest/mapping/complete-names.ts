import type { Traits } from '@leadlight/protocol'

/**
 * Fills in the full name from its parts, and a part that a form calls simply "name" beside the other one, as forms in
 * French (`nom`, `prénom`) and Spanish (`nombre`, `apellidos`) do. Changes `traits`.
 */
export function completeNames(traits: Traits): void {
  const { name, firstName, lastName } = traits
  if (name !== undefined && firstName !== undefined && lastName === undefined && !holds(name, firstName)) {
    traits.lastName = name
    traits.name = `${firstName} ${name}`
  } else if (
    name !== undefined &&
    lastName !== undefined &&
    firstName === undefined &&
    !holds(name, lastName)
  ) {
    traits.firstName = name
    traits.name = `${name} ${lastName}`
  } else if (name === undefined && (firstName !== undefined || lastName !== undefined)) {
    traits.name = [firstName, lastName].filter(Boolean).join(' ')
  }
}

function holds(name: string, part: string): boolean {
  return name.toLowerCase().includes(part.toLowerCase())
}
