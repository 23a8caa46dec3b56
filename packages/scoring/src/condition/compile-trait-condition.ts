import type { TraitCondition } from './condition.ts'
import { readPath } from './read-path.ts'
import { compileTest } from './test-value.ts'
import { every, negate, some, type Truth } from './truth.ts'

/** What is known of a lead, by trait name. */
export type TraitValues = Readonly<Record<string, unknown>>

/** A condition on traits made ready. */
export interface TraitCheck {
  /** Undefined while a trait that would decide it is unknown, or cannot be compared. */
  holds(traits: TraitValues): Truth
  /** The traits it asks for that leave it open, each once. */
  unknown(traits: TraitValues): string[]
}

/** Makes a condition on traits ready. An unknown trait is neither true nor false. */
export function compileTraitCondition(condition: TraitCondition): TraitCheck {
  const { all, any, not, trait, ...operators } = condition
  if (all !== undefined) {
    const checks = all.map(compileTraitCondition)
    return combine(checks, (traits) => every(checks, (check) => check.holds(traits)))
  }
  if (any !== undefined) {
    const checks = any.map(compileTraitCondition)
    return combine(checks, (traits) => some(checks, (check) => check.holds(traits)))
  }
  if (not !== undefined) {
    const check = compileTraitCondition(not)
    return combine([check], (traits) => negate(check.holds(traits)))
  }
  const name = trait ?? ''
  const test = compileTest(operators)
  const holds = (traits: TraitValues) => test(readPath(traits, name))
  return { holds, unknown: (traits) => (holds(traits) === undefined ? [name] : []) }
}

function combine(checks: readonly TraitCheck[], holds: TraitCheck['holds']): TraitCheck {
  return {
    holds,
    unknown: (traits) =>
      holds(traits) === undefined ? [...new Set(checks.flatMap((check) => check.unknown(traits)))] : [],
  }
}
