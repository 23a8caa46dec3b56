import type { TraitValues } from '../condition/compile-trait-condition.ts'
import type { CompiledTraitRule } from '../rule/compile-model.ts'

/** Unknown traits and the rules on them that must be evaluated together. */
export interface OpenPart {
  traits: string[]
  rules: CompiledTraitRule[]
}

/**
 * Divides the rules that depend on unknown traits into independent parts: no trait and no group is in two of them.
 */
export function findOpenParts(rules: readonly CompiledTraitRule[], traits: TraitValues): OpenPart[] {
  const open = new Set(rules.flatMap(({ check }) => check.unknown(traits)))
  let parts: OpenPart[] = []
  for (const rule of rules) {
    const own = [...new Set(rule.check.tests.map(({ trait }) => trait))].filter((trait) => open.has(trait))
    if (own.length === 0) continue
    const { group } = rule.rule
    const touched = parts.filter(
      (part) =>
        part.traits.some((trait) => own.includes(trait)) ||
        (group !== undefined && part.rules.some((other) => other.rule.group === group)),
    )
    const joined = {
      traits: [...new Set([...touched.flatMap((part) => part.traits), ...own])],
      rules: [...touched.flatMap((part) => part.rules), rule],
    }
    parts = [...parts.filter((part) => !touched.includes(part)), joined]
  }
  return parts
}
