import type { Operators } from '../condition/operators.ts'
import { type Check, compileTest } from '../condition/test-value.ts'

/** Operators that look into a text. */
const textOperators = ['startsWith', 'endsWith', 'contains', 'hasWord'] as const
type TextOperator = (typeof textOperators)[number]

/** An operand is put into at most so many surroundings. */
const MOST_FORMS = 4

/** A text, and which of the tests it passes, a bit each. */
interface Candidate {
  text: string
  passes: bigint
}

/** Do any of the tests look into a text? */
export function looksIntoText(tests: readonly Operators[]): boolean {
  return tests.some((test) => textOperators.some((name) => test[name] !== undefined))
}

/**
 * A text for each set of text operators that one text can pass and no other; null when there are more than `most`, or when
 * finding them takes more than `mostChecks` checks.
 *
 * Each is put together from operands: one at its start, one at its end, any number in between, kept apart by signs that no
 * operand holds. Whatever passes in a real text has its operand there, which, put in the same surroundings, passes nothing
 * that the real text does not; so no set is missed.
 */
export function textAnswers(tests: readonly Operators[], most: number, mostChecks: number): string[] | null {
  const operands = (name: TextOperator) => [...new Set(tests.flatMap((test) => test[name] ?? []))]
  const all = textOperators.flatMap(operands)
  if (all.length * tests.length * MOST_FORMS > mostChecks) return null
  const gap = unusedSign(0xe000, all.join(''))
  const letter = unusedSign(0xa000, all.join(''))
  // A word between the pieces, so that no phrase is read across them.
  const joint = `${gap}${letter}${gap}`
  const checks = textOperators.flatMap((name) =>
    tests.flatMap((test) => (test[name] === undefined ? [] : [compileTest({ [name]: test[name] })])),
  )
  const candidate = (text: string): Candidate => ({ text, passes: bits(checks, text) })
  const either = (text: string) => [text, `${text}${letter}`]

  const middles = [
    ...operands('hasWord').map((phrase) => phrase.split(/[^\p{L}\p{M}\p{N}]+/u).join(gap)),
    ...operands('contains').flatMap((part) => [...either(part), ...either(`${letter}${part}`)]),
  ]
  const starts = operands('startsWith').flatMap(either)
  const ends = operands('endsWith').flatMap((part) => [part, `${letter}${part}`])

  let found = new Map([[0n, joint]])
  for (const { text, passes } of distinct(middles.map((part) => candidate(`${joint}${part}${joint}`)))) {
    for (const [before, other] of [...found]) {
      if (!found.has(before | passes)) found.set(before | passes, `${other}${text}`)
    }
    if (found.size > most) return null
  }
  found = extend(
    found,
    starts.map((part) => candidate(`${part}${joint}`)),
    (part, text) => `${part}${text}`,
  )
  found = extend(
    found,
    ends.map((part) => candidate(`${joint}${part}`)),
    (part, text) => `${text}${part}`,
  )
  return found.size > most ? null : [...found.values()]
}

/** Puts at most one of the parts to each text. */
function extend(
  texts: ReadonlyMap<bigint, string>,
  parts: readonly Candidate[],
  join: (part: string, text: string) => string,
): Map<bigint, string> {
  const found = new Map(texts)
  for (const part of distinct(parts)) {
    for (const [passes, text] of texts) {
      if (!found.has(passes | part.passes)) found.set(passes | part.passes, join(part.text, text))
    }
  }
  return found
}

function bits(checks: readonly Check[], text: string): bigint {
  return checks.reduce((sum, check, index) => (check(text) === true ? sum | (1n << BigInt(index)) : sum), 0n)
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((item) => [item.passes, item])).values()]
}

/** The first sign from a code on that a text does not hold. */
function unusedSign(from: number, text: string): string {
  let code = from
  while (text.includes(String.fromCharCode(code))) code++
  return String.fromCharCode(code)
}
