import type { CompiledCountRule } from './compile-count-rule.ts'
import type { CompiledGroup, CompiledTraitRule } from './compile-model.ts'

/** A rule or group as explanations name it. */
export interface Named {
  id: string
  label: string
}

/** The rule's id, and its label or, when it gives its `otherwise` points, the opposite. */
export function nameOf(
  { rule, otherwise }: CompiledTraitRule | CompiledCountRule,
  isOtherwise: boolean,
): Named {
  if (!isOtherwise || otherwise === 0) return rule
  return { id: rule.id, label: rule.otherwiseLabel ?? `Not: ${rule.label}` }
}

/** The adjustment to the cap of a group is a contribution of its own, so that those of its rules stay uncut. */
export function nameOfCap({ group: { id, label, cap } }: CompiledGroup): Named {
  return { id, label: `${label}: together at most ${cap} points` }
}
