import type { TraitTest } from '../condition/compile-trait-condition.ts'
import type { Operators } from '../condition/operators.ts'
import { possibleAnswers } from './possible-answers.ts'

/** Gives the possible answers about a trait, or null where they are too many; worked out once for each. */
export type AnswersOf = (trait: string) => readonly unknown[] | null

/** In all traits, so many checks at most: a first look at the largest model takes about a second, at a usual one milliseconds. */
const MOST_CHECKS = 100_000

/** @param tests all that a model asks of traits */
export function createAnswers(tests: readonly TraitTest[]): AnswersOf {
  const known = new Map<string, readonly unknown[] | null>()
  const mostChecks = MOST_CHECKS / new Set(tests.map(({ trait }) => trait)).size
  return (trait) => {
    let answers = known.get(trait)
    if (answers === undefined) {
      answers = possibleAnswers(operatorsOn(trait, tests), mostChecks)
      known.set(trait, answers)
    }
    return answers
  }
}

/** Each once. */
function operatorsOn(trait: string, tests: readonly TraitTest[]): Operators[] {
  const own = tests.filter((test) => test.trait === trait).map(({ operators }) => operators)
  return [...new Map(own.map((operators) => [JSON.stringify(operators), operators])).values()]
}
