import { type Json, MAX_NAME_LENGTH, type Traits, traitNames } from '@leadlight/protocol'
import { cutText } from '../cut-text.ts'
import { comparePositions, positionOf } from '../identity/event-position.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { KnownTrait } from './lead-record.ts'

/**
 * Merges the traits of an event, independent of the order of events: traits from a secret key take precedence over those
 * from public keys, otherwise the latest counts. An identifying e-mail address is the trait `email`, in normalized form.
 *
 * A lead has at most {@link MOST_TRAITS}, of bounded size: anybody can send more, and all are read and written with each of its
 * events. Reserved traits come first, then those from a secret key, then the others, each in the order of their names.
 */
export function addTraits(known: Record<string, KnownTrait>, event: StoredEvent): void {
  const traits = traitsIn(event)
  for (const [name, sent] of traits) {
    const value = bounded(sent)
    // Assigning to `__proto__` would change the object's prototype.
    if (value === undefined || name.length > MAX_NAME_LENGTH || name === '__proto__') continue
    const trait = { value, ...positionOf(event), trusted: event.trusted }
    const before = Object.hasOwn(known, name) ? known[name] : undefined
    if (before === undefined || replaces(trait, before)) known[name] = trait
  }
  if (traits.length > 0) leaveOutLast(known)
}

/** Most traits of a lead. */
export const MOST_TRAITS = 300

/** Longest text of a trait, and longest JSON of any other, in UTF-16 code units; the event keeps the whole. */
export const LONGEST_TRAIT = 4_096

function traitsIn(event: StoredEvent): [string, Json | undefined][] {
  const traits = Object.entries(event.traits ?? {})
  return event.email === null ? traits : [...traits, ['email', event.email]]
}

/** A value of bounded size: a text is cut, anything else that is too long is left out. */
function bounded(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return cutText(value, LONGEST_TRAIT)
  if (typeof value !== 'object' || value === null) return value
  return JSON.stringify(value).length > LONGEST_TRAIT ? undefined : value
}

function replaces(trait: KnownTrait, before: KnownTrait): boolean {
  if (trait.trusted !== before.trusted) return trait.trusted
  // Equal positions belong to one event, whose normalized e-mail address comes after the one it contains.
  return comparePositions(trait, before) >= 0
}

const reserved: ReadonlySet<string> = new Set(traitNames)

/** What is left out can come back only as what precedes it, so the order of events does not matter. */
function leaveOutLast(known: Record<string, KnownTrait>): void {
  const names = Object.keys(known)
  if (names.length <= MOST_TRAITS) return
  const rank = (name: string) => (reserved.has(name) ? 0 : known[name]?.trusted ? 1 : 2)
  names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  for (const name of names.slice(MOST_TRAITS)) delete known[name]
}

/** The values of traits, without those set to null. */
export function traitValues(known: Record<string, KnownTrait>): Traits {
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])),
  )
}
