import type { Operators } from '../condition/operators.ts'
import { type Check, compileTest } from '../condition/test-value.ts'

/** Operators that search a text. */
const textOperators = ['startsWith', 'endsWith', 'contains', 'hasWord'] as const
type TextOperator = (typeof textOperators)[number]

/** Most contexts that an operand is placed in. */
const MAX_FORMS = 4

/** A text, and the tests it passes as a bit set. */
interface Candidate {
  text: string
  passes: bigint
}

/** Whether any of the tests searches a text. */
export function looksIntoText(tests: readonly Operators[]): boolean {
  return tests.some((test) => textOperators.some((name) => test[name] !== undefined))
}

/**
 * One text for each set of text operators that a text can pass together; null when there are more than `most`, or when
 * finding them takes more than `mostChecks` checks.
 *
 * Each is composed of operands: one at the start, one at the end, any number in between, separated by characters that occur
 * in no operand. An operator that passes a real text finds its operand there; the same operand in the same context passes no
 * operator that the real text does not, so no set is missed.
 */
export function textAnswers(tests: readonly Operators[], most: number, mostChecks: number): string[] | null {
  const operands = (name: TextOperator) => [...new Set(tests.flatMap((test) => test[name] ?? []))]
  const all = textOperators.flatMap(operands)
  if (all.length * tests.length * MAX_FORMS > mostChecks) return null
  const gap = unusedSign(0xe000, all.join(''))
  const letter = unusedSign(0xa000, all.join(''))
  // A word between the pieces, so that no phrase matches across them.
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

/** Extends each text by at most one of the parts. */
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

/** The first character from a code on that does not occur in a text. */
function unusedSign(from: number, text: string): string {
  let code = from
  while (text.includes(String.fromCharCode(code))) code++
  return String.fromCharCode(code)
}
