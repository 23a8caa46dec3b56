import { readModel } from '../configuration/read-model.ts'

/** Summarises a scoring model. Throws a `Failure` that lists all mistakes. */
export function checkModel(file: string): string {
  const { name, version, rules, groups = [], questions = {}, tests = [] } = readModel(file)
  const parts = [
    count(rules.length, 'rule'),
    count(groups.length, 'group'),
    count(Object.keys(questions).length, 'question'),
    count(tests.length, 'test'),
  ]
  return `✓ ${name} ${version}: ${parts.join(', ')}`
}

/** Like `1 rule`, `2 rules`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
