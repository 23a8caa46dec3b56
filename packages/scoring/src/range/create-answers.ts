import type { TraitTest } from '../condition/compile-trait-condition.ts'
import type { Operators } from '../condition/operators.ts'
import { possibleAnswers } from './possible-answers.ts'

/** Gives the possible answers about a trait, or null where they are too many; worked out once for each. */
export type AnswersOf = (trait: string) => readonly unknown[] | null

/** @param tests all that a model asks of traits */
export function createAnswers(tests: readonly TraitTest[]): AnswersOf {
  const known = new Map<string, readonly unknown[] | null>()
  return (trait) => {
    let answers = known.get(trait)
    if (answers === undefined) {
      answers = possibleAnswers(operatorsOn(trait, tests))
      known.set(trait, answers)
    }
    return answers
  }
}

function operatorsOn(trait: string, tests: readonly TraitTest[]): Operators[] {
  return tests.flatMap((test) => (test.trait === trait ? [test.operators] : []))
}
