import type { ScoringEvent } from '../scorer.ts'

/** The latest time of something that a count rule counts; the key is present only where equal keys count once. */
export type Occurrence = [at: number, key?: string]

/**
 * Remembers the latest `most` occurrences, newest first: enough to decide at any later time whether that many lie in a
 * window that ends then. The result does not depend on the order of events, because a dropped occurrence is older than all
 * that stay, and re-enters with its new time when it happens again.
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

/** Orders by time, then by key. */
function isLater([at, key = '']: Occurrence, [otherAt, otherKey = '']: Occurrence): boolean {
  return at === otherAt ? key < otherKey : at > otherAt
}
