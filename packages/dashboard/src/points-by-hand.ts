import type { Contribution } from '@leadlight/protocol'

/** Points given by hand and not reverted. */
export interface PointsEntry {
  /** `messageId` of their event, by which they can be reverted. */
  entry: string
  /** Author and reason. */
  label: string
  points: number
}

/** The rule id of manual changes in explanations. */
const RULE = 'manual'
/** Prefix of the `messageId` of an event that reverts another one. */
const LIFT = 'lift:'

/** Finds the points given by hand among the contributions to a score. */
export function listPointsByHand(contributions: readonly Contribution[]): PointsEntry[] {
  const own = contributions
    .filter(({ rule, points }) => rule === RULE && points !== 0)
    .map(({ label, points, events }) => ({ entry: events[0]?.messageId ?? '', label, points }))
  const lifted = new Set(
    own.flatMap(({ entry }) => (entry.startsWith(LIFT) ? [entry.slice(LIFT.length)] : [])),
  )
  return own.filter(({ entry }) => entry !== '' && !entry.startsWith(LIFT) && !lifted.has(entry))
}
