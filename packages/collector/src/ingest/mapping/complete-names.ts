import type { Traits } from '@leadlight/protocol'

/**
 * Derives the full name from its parts, and the missing part where a form has only "name" and the other part, as in French
 * (`nom`, `prénom`) and Spanish (`nombre`, `apellidos`). Modifies `traits`.
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
