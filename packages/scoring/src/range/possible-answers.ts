import type { Operators } from '../condition/operators.ts'
import { compileTest } from '../condition/test-value.ts'
import { amountAnswers, comparesAmounts } from './amount-answers.ts'
import { looksIntoText, textAnswers } from './text-answers.ts'

/** A trait with more ways to answer is not looked at answer by answer. */
const MOST_ANSWERS = 500

/**
 * Answers about a trait, one for each way in which all the tests of it can come out together, so that comparisons that
 * exclude each other are never taken to hold both. An answer is one value; a list could pass tests that exclude each other.
 *
 * Null when they are too many, or when a trait is both compared as an amount and looked into as text, for then the two
 * depend on each other in ways that a few answers cannot show.
 *
 * @param tests each once
 * @param mostChecks how many checks of an answer by a test it may take
 */
export function possibleAnswers(tests: readonly Operators[], mostChecks: number): unknown[] | null {
  const compares = comparesAmounts(tests)
  if (compares && looksIntoText(tests)) return null
  const texts = textAnswers(tests, MOST_ANSWERS, mostChecks)
  const amounts = compares ? amountAnswers(tests, mostChecks) : []
  if (texts === null || amounts === null) return null
  const literals = tests.flatMap(({ is, in: options = [] }) =>
    is === undefined ? options : [is, ...options],
  )
  // An object is there, but no test except `exists` can tell it.
  const candidates = [{}, ...literals.flatMap(inEveryForm), ...amounts, ...texts]
  if (candidates.length * tests.length > mostChecks) return null
  const checks = tests.map(compileTest)
  const found = new Map<string, unknown>()
  for (const answer of candidates) {
    const outcome = checks.map((check) => check(answer)).join()
    if (!found.has(outcome)) found.set(outcome, answer)
    if (found.size > MOST_ANSWERS) return null
  }
  return [...found.values()]
}

/** A number and its text are equal, but may not be the same amount. */
function inEveryForm(literal: string | number | boolean): (string | number | boolean)[] {
  const text = String(literal)
  return String(Number(text)) === text ? [literal, text, Number(text)] : [literal]
}
