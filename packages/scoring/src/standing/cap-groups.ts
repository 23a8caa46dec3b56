import type { CompiledGroup } from '../rule/compile-model.ts'
import { capAndRound, type Line } from './line.ts'

/** The excess over a group's cap. */
export interface CapAdjustment {
  compiled: CompiledGroup
  /** The negated excess, which brings the sum of the group's rules to the cap. */
  line: Line
}

/** For each group whose rules exceed its cap together, the line that compensates the excess; in the order of the groups. */
export function capGroups(
  lines: readonly Line[],
  groups: ReadonlyMap<string, CompiledGroup>,
): CapAdjustment[] {
  return [...groups.values()].flatMap((compiled) => {
    const members = lines.filter(({ group }) => group === compiled.group.id)
    const sum = members.reduce((total, { hundredths }) => total + hundredths, 0)
    const hundredths = capAndRound(sum, compiled.cap) - sum
    const [first] = members
    if (first === undefined || hundredths === 0) return []
    const { dimension } = first
    return [{ compiled, line: { dimension, group: undefined, hundredths, known: false, decay: null } }]
  })
}
