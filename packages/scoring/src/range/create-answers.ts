import type { TraitTest } from '../condition/compile-trait-condition.ts'
import type { Operators } from '../condition/operators.ts'
import { possibleAnswers } from './possible-answers.ts'

/** The representative answers about a trait, or null where they are too many; cached. */
export type AnswersOf = (trait: string) => readonly unknown[] | null

/** Most checks over all traits: about a second for the largest model, milliseconds for a usual one. */
const MAX_CHECKS = 100_000

/** Creates the look-up for a model. @param tests all tests on traits in the model */
export function createAnswers(tests: readonly TraitTest[]): AnswersOf {
  const known = new Map<string, readonly unknown[] | null>()
  const mostChecks = MAX_CHECKS / new Set(tests.map(({ trait }) => trait)).size
  return (trait) => {
    let answers = known.get(trait)
    if (answers === undefined) {
      answers = possibleAnswers(operatorsOn(trait, tests), mostChecks)
      known.set(trait, answers)
    }
    return answers
  }
}

/** The distinct operators that are applied to a trait. */
function operatorsOn(trait: string, tests: readonly TraitTest[]): Operators[] {
  const own = tests.filter((test) => test.trait === trait).map(({ operators }) => operators)
  return [...new Map(own.map((operators) => [JSON.stringify(operators), operators])).values()]
}
