import type { Stage } from '@leadlight/protocol'

/** A change of stage, in milliseconds since 1970. */
export interface Step {
  at: number
  from: Stage
  to: Stage
}

/** Rank of the stages; a disqualified lead counts as far as it got before. */
const levels: Readonly<Record<Stage, number>> = {
  visitor: 0,
  lead: 0,
  mql: 1,
  sql: 2,
  customer: 3,
  disqualified: 0,
}

/**
 * When a lead first reached `mql`, `sql` and `customer`, or a stage beyond, as far as it got; null where unknown, because
 * no crossing was recorded. Moving back changes nothing.
 *
 * @param steps its recorded crossings, in any order
 */
export function stageTimes(steps: readonly Step[], now: Stage): (number | null)[] {
  const times: (number | null)[] = []
  const reach = (level: number, at: number | null) => {
    while (times.length < level) times.push(at)
  }
  for (const { at, from, to } of steps.toSorted((a, b) => a.at - b.at || levels[a.from] - levels[b.from])) {
    reach(levels[from], null)
    reach(levels[to], at)
  }
  reach(levels[now], null)
  return times
}
