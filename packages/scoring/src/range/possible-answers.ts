import type { Operators } from '../condition/operators.ts'
import { compileTest } from '../condition/test-value.ts'
import { amountAnswers, comparesAmounts } from './amount-answers.ts'
import { looksIntoText, textAnswers } from './text-answers.ts'

/** A trait with more distinct answers is not evaluated answer by answer. */
const MAX_ANSWERS = 500

/**
 * Representative answers about a trait: one for each combination of results that its tests can have, so that tests which
 * exclude each other never hold together. An answer is a single value, since a list could pass tests that exclude each other.
 *
 * Null when there are too many, or when the trait is tested both as an amount and as text, where the results depend on each
 * other in ways that a few answers cannot represent.
 *
 * @param tests without duplicates
 * @param mostChecks most checks of an answer by a test
 */
export function possibleAnswers(tests: readonly Operators[], mostChecks: number): unknown[] | null {
  const compares = comparesAmounts(tests)
  if (compares && looksIntoText(tests)) return null
  const texts = textAnswers(tests, MAX_ANSWERS, mostChecks)
  const amounts = compares ? amountAnswers(tests, mostChecks) : []
  if (texts === null || amounts === null) return null
  const literals = tests.flatMap(({ is, in: options = [] }) =>
    is === undefined ? options : [is, ...options],
  )
  // An object passes `exists` and is unknown to every other test.
  const candidates = [{}, ...literals.flatMap(inEveryForm), ...amounts, ...texts]
  if (candidates.length * tests.length > mostChecks) return null
  const checks = tests.map(compileTest)
  const found = new Map<string, unknown>()
  for (const answer of candidates) {
    const outcome = checks.map((check) => check(answer)).join()
    if (!found.has(outcome)) found.set(outcome, answer)
    if (found.size > MAX_ANSWERS) return null
  }
  return [...found.values()]
}

/** A number also as text and vice versa: they are equal by `is`, but may be read as different amounts. */
function inEveryForm(literal: string | number | boolean): (string | number | boolean)[] {
  const text = String(literal)
  return String(Number(text)) === text ? [literal, text, Number(text)] : [literal]
}
