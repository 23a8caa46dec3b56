import type { ReadyGroup } from '../rule/compile-model.ts'
import { capAndRound, type Line } from './line.ts'

/** What a group's cap cuts off. */
export interface Cut {
  ready: ReadyGroup
  /** Brings the sum of its rules to the cap: the opposite of what is too much. */
  line: Line
}

/** For each group whose rules together exceed its cap, the line that takes the rest back; in the order of the groups. */
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
