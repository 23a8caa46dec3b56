import type { Where } from './condition.ts'
import type { ValueTest } from './operators.ts'
import { readPath } from './read-path.ts'
import { compileTest } from './test-value.ts'

/** A compiled condition on properties. */
export type Matches = (properties: Readonly<Record<string, unknown>>) => boolean

/**
 * Compiles a condition on an event's properties. Events are complete, so nothing is unknown here: a test that has no
 * answer, such as one of a missing property, is false, and its `not` is true.
 */
export function compileWhere(where: Where): Matches {
  const checks: Matches[] = []
  for (const [name, condition] of Object.entries(where)) {
    if (condition === undefined) continue
    if (name === 'all') checks.push(allOf((condition as Where[]).map(compileWhere)))
    else if (name === 'any') checks.push(anyOf((condition as Where[]).map(compileWhere)))
    else if (name === 'not') checks.push(not(compileWhere(condition as Where)))
    else checks.push(property(name, condition as ValueTest))
  }
  return allOf(checks)
}

/** Names of the properties that a condition tests. */
export function namesIn(where: Where): string[] {
  return Object.entries(where).flatMap(([name, condition]) => {
    if (condition === undefined) return []
    if (name === 'all' || name === 'any') return (condition as Where[]).flatMap(namesIn)
    return name === 'not' ? namesIn(condition as Where) : [name]
  })
}

function property(name: string, test: ValueTest): Matches {
  const check = compileTest(test)
  return (properties) => check(readPath(properties, name)) === true
}

function allOf(checks: readonly Matches[]): Matches {
  const [only] = checks
  if (checks.length === 1 && only !== undefined) return only
  return (properties) => checks.every((check) => check(properties))
}

function anyOf(checks: readonly Matches[]): Matches {
  return (properties) => checks.some((check) => check(properties))
}

function not(check: Matches): Matches {
  return (properties) => !check(properties)
}
