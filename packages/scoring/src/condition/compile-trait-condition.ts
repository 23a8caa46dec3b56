import type { TraitCondition } from './condition.ts'
import type { Operators } from './operators.ts'
import { isPresent, readPath } from './read-path.ts'
import { compileTest } from './test-value.ts'
import { every, negate, some, type Truth } from './truth.ts'

/** Known values by trait name. */
export type TraitValues = Readonly<Record<string, unknown>>

/** The operators that a condition applies to one trait. */
export interface TraitTest {
  trait: string
  operators: Operators
}

/** A compiled condition on traits. */
export interface TraitCheck {
  /** All its tests, from left to right. */
  tests: readonly TraitTest[]
  /** Whether it holds for the known traits; undefined when unknown. `exists` is never unknown. */
  holds(traits: TraitValues): Truth
  /** Whether it holds whatever else becomes known; undefined while a missing trait could still decide it. */
  settled(traits: TraitValues): Truth
  /** Whether it uses `exists`; if not, `settled` equals `holds`. */
  asksExistence: boolean
  /** Names of the missing traits that could still decide it. */
  unknown(traits: TraitValues): string[]
}

/** Compiles a condition on traits. A test of an unknown trait is neither true nor false. */
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
