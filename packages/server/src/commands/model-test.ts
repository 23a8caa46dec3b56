import { type TestOutcome, testModel } from '@leadlight/scoring'
import { readModel } from '../configuration/read-model.ts'
import { Failure } from '../failure.ts'
import { printable } from '../table.ts'
import { count } from './model-check.ts'

/** Runs the tests in a scoring model. Throws a `Failure` that lists the differences, or says that there are no tests. */
export function testModelFile(file: string): string {
  const outcomes = testModel(readModel(file))
  if (outcomes.length === 0)
    throw new Failure(`The scoring model in ${file} has no tests: add some under "tests".`)
  const failed = outcomes.filter(({ differences }) => differences.length > 0)
  const lines = outcomes.flatMap(describe)
  if (failed.length === 0) return [...lines, `${count(outcomes.length, 'test')} passed.`].join('\n')
  throw new Failure(
    [`${failed.length} of ${count(outcomes.length, 'test')} failed in ${file}`, ...lines].join('\n'),
  )
}

/** Describes a failed test: its differences, and the reasons of its score. */
function describe({ name, differences, score }: TestOutcome): string[] {
  if (differences.length === 0) return [`✓ ${printable(name)}`]
  const reasons = score.contributions
    .filter(({ points }) => points !== 0)
    .map(({ rule, points }) => `${rule} ${points > 0 ? '+' : ''}${points}`)
  return [
    `✗ ${printable(name)}`,
    ...differences.map(({ of, expected, actual }) => `    ${of}: expected ${expected}, got ${actual}`),
    `    ${score.score} = ${reasons.join(', ') || 'no contributions'}`,
  ]
}
