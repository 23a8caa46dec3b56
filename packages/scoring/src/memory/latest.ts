import type { ScoringEvent } from '../scorer.ts'

/** When one of the things that a count rule counts happened last; the key is there only where equal ones count once. */
export type Occurrence = [at: number, key?: string]

/**
 * Remembers the `most` things that happened last, newest first: enough to tell at any later time whether that many lie in a
 * window that ends then. It depends on the set of events alone: what is dropped is older than all that stays, and a thing
 * that happens again comes back by its new time.
 */
export function rememberLatest(known: unknown, { at }: ScoringEvent, key: string | null, most: number) {
  const kept = (known ?? []) as Occurrence[]
  const same = key === null ? -1 : kept.findIndex((other) => other[1] === key)
  const earlier = kept[same]
  if (earlier !== undefined) {
    if (earlier[0] >= at) return kept
    kept.splice(same, 1)
  }
  const occurrence: Occurrence = key === null ? [at] : [at, key]
  const place = kept.findIndex((other) => isLater(occurrence, other))
  kept.splice(place === -1 ? kept.length : place, 0, occurrence)
  if (kept.length > most) kept.pop()
  return kept
}

/** By time, then by key. */
function isLater([at, key = '']: Occurrence, [otherAt, otherKey = '']: Occurrence): boolean {
  return at === otherAt ? key < otherKey : at > otherAt
}
