import type { ReadyGroup } from '../rule/compile-model.ts'
import { capAndRound, type Line } from './line.ts'

/** The excess over a group's cap. */
export interface Cut {
  ready: ReadyGroup
  /** The negated excess, which brings the sum of the group's rules to the cap. */
  line: Line
}

/** For each group whose rules exceed its cap together, the line that compensates the excess; in the order of the groups. */
export function cutGroups(lines: readonly Line[], groups: ReadonlyMap<string, ReadyGroup>): Cut[] {
  return [...groups.values()].flatMap((ready) => {
    const members = lines.filter(({ group }) => group === ready.group.id)
    const sum = members.reduce((total, { hundredths }) => total + hundredths, 0)
    const hundredths = capAndRound(sum, ready.cap) - sum
    const [first] = members
    if (first === undefined || hundredths === 0) return []
    const { dimension } = first
    return [{ ready, line: { dimension, group: undefined, hundredths, known: false, fading: null } }]
  })
}
