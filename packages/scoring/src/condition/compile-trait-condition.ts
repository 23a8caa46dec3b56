import type { TraitCondition } from './condition.ts'
import type { Operators } from './operators.ts'
import { isPresent, readPath } from './read-path.ts'
import { compileTest } from './test-value.ts'
import { every, negate, some, type Truth } from './truth.ts'

/** What is known of a lead, by trait name. */
export type TraitValues = Readonly<Record<string, unknown>>

/** One trait with the operators that are asked of it. */
export interface TraitTest {
  trait: string
  operators: Operators
}

/** A condition on traits made ready. */
export interface TraitCheck {
  /** All that it asks, from left to right. */
  tests: readonly TraitTest[]
  /** Does it hold as things are known? Undefined while that cannot be told; `exists` can always be told. */
  holds(traits: TraitValues): Truth
  /** Does it hold whatever else becomes known? Undefined while an answer that is missing could still decide it. */
  settled(traits: TraitValues): Truth
  /** It asks whether something is there; if not, `settled` is the same as `holds`. */
  asksExistence: boolean
  /** The traits that could still decide it, each once. */
  unknown(traits: TraitValues): string[]
}

/** Makes a condition on traits ready. An unknown trait is neither true nor false. */
export function compileTraitCondition(condition: TraitCondition): TraitCheck {
  const { all, any, not, trait, ...operators } = condition
  if (all !== undefined) return combine(all, every)
  if (any !== undefined) return combine(any, some)
  if (not !== undefined) return combine([not], (checks, ask) => negate(every(checks, ask)))
  const name = trait ?? ''
  const test = compileTest(operators)
  const settled = (traits: TraitValues) => {
    const value = readPath(traits, name)
    return isPresent(value) ? test(value) : undefined
  }
  return {
    tests: [{ trait: name, operators }],
    holds: (traits) => test(readPath(traits, name)),
    settled,
    asksExistence: operators.exists !== undefined,
    unknown: (traits) => (settled(traits) === undefined ? [name] : []),
  }
}

type Combination = (checks: readonly TraitCheck[], ask: (check: TraitCheck) => Truth) => Truth

function combine(conditions: readonly TraitCondition[], combination: Combination): TraitCheck {
  const checks = conditions.map(compileTraitCondition)
  const settled = (traits: TraitValues) => combination(checks, (check) => check.settled(traits))
  return {
    tests: checks.flatMap(({ tests }) => tests),
    holds: (traits) => combination(checks, (check) => check.holds(traits)),
    settled,
    asksExistence: checks.some(({ asksExistence }) => asksExistence),
    unknown: (traits) =>
      settled(traits) === undefined ? [...new Set(checks.flatMap((check) => check.unknown(traits)))] : [],
  }
}
