import type { Json, Traits } from '@leadlight/protocol'
import { compareMoments, momentOf } from '../identity/moment.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { KnownTrait } from './lead-record.ts'

/**
 * Takes over the traits an event brings, in any order of events: what a secret key said stays before what a public key
 * says, else the latest counts. An identifying e-mail address counts as the trait `email`, in its normalised form.
 */
export function addTraits(known: Record<string, KnownTrait>, event: StoredEvent): void {
  for (const [name, value] of traitsIn(event)) {
    // Assigning to this name would not make a trait but change the object itself.
    if (value === undefined || name === '__proto__') continue
    const trait = { value, ...momentOf(event), trusted: event.trusted }
    const before = Object.hasOwn(known, name) ? known[name] : undefined
    if (before === undefined || replaces(trait, before)) known[name] = trait
  }
}

function traitsIn(event: StoredEvent): [string, Json | undefined][] {
  const traits = Object.entries(event.traits ?? {})
  return event.email === null ? traits : [...traits, ['email', event.email]]
}

function replaces(trait: KnownTrait, before: KnownTrait): boolean {
  if (trait.trusted !== before.trusted) return trait.trusted
  // Equal moments are one event, whose normalised e-mail address follows the one it wrote.
  return compareMoments(trait, before) >= 0
}

/** The traits' values; one set to null is not known any more. */
export function traitValues(known: Record<string, KnownTrait>): Traits {
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])),
  )
}
