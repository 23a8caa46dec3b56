import type { Stage } from '@leadlight/protocol'

/** A change of stage, in milliseconds since 1970. */
export interface Step {
  at: number
  from: Stage
  to: Stage
}

/** How far each stage is from the beginning; a disqualified lead got as far as it was seen before. */
const levels: Readonly<Record<Stage, number>> = {
  visitor: 0,
  lead: 0,
  mql: 1,
  sql: 2,
  customer: 3,
  disqualified: 0,
}

/**
 * When a lead first got to `mql`, `sql` and `customer`, or beyond each, as far as it got: null where that is not known, because it
 * stood there without having crossed to it. Going back changes nothing.
 *
 * @param steps what was recorded of it, in any order
 */
export function wayOfLead(steps: readonly Step[], now: Stage): (number | null)[] {
  const way: (number | null)[] = []
  const reach = (level: number, at: number | null) => {
    while (way.length < level) way.push(at)
  }
  for (const { at, from, to } of steps.toSorted((a, b) => a.at - b.at || levels[a.from] - levels[b.from])) {
    reach(levels[from], null)
    reach(levels[to], at)
  }
  reach(levels[now], null)
  return way
}
