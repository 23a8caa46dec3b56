import type { Contribution } from '@leadlight/protocol'

/** Points that somebody gave by hand and nobody took back. */
export interface Given {
  /** Names it, to take it back by. */
  entry: string
  /** Who gave it, and why. */
  label: string
  points: number
}

/** The rule that explanations name for what was done by hand, and what stands before the name of what takes it back. */
const RULE = 'manual'
const LIFT = 'lift:'

/** Reads what was given by hand out of the reasons for a score. */
export function readGiven(contributions: readonly Contribution[]): Given[] {
  const own = contributions
    .filter(({ rule, points }) => rule === RULE && points !== 0)
    .map(({ label, points, events }) => ({ entry: events[0]?.messageId ?? '', label, points }))
  const lifted = new Set(
    own.flatMap(({ entry }) => (entry.startsWith(LIFT) ? [entry.slice(LIFT.length)] : [])),
  )
  return own.filter(({ entry }) => entry !== '' && !entry.startsWith(LIFT) && !lifted.has(entry))
}
