import type { Json, Traits } from '@leadlight/protocol'
import { comparePositions, positionOf } from '../identity/event-position.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { KnownTrait } from './lead-record.ts'

/**
 * Merges the traits of an event, independent of the order of events: traits from a secret key take precedence over those
 * from public keys, otherwise the latest counts. An identifying e-mail address is the trait `email`, in normalized form.
 */
export function addTraits(known: Record<string, KnownTrait>, event: StoredEvent): void {
  for (const [name, value] of traitsIn(event)) {
    // Assigning to `__proto__` would change the object's prototype.
    if (value === undefined || name === '__proto__') continue
    const trait = { value, ...positionOf(event), trusted: event.trusted }
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
  // Equal positions belong to one event, whose normalized e-mail address comes after the one it contains.
  return comparePositions(trait, before) >= 0
}

/** The values of traits, without those set to null. */
export function traitValues(known: Record<string, KnownTrait>): Traits {
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])),
  )
}
