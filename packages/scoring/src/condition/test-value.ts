import { readAmount } from './amount.ts'
import type { Operators, ValueTest } from './operators.ts'
import { isPresent } from './read-path.ts'
import { every, some, type Truth } from './truth.ts'

/** A test made ready: tells of a value whether it passes, undefined where that cannot be told. */
export type Check = (value: unknown) => Truth

type Scalar = string | number | boolean

/** Makes a test ready. A missing value cannot be told, except by `exists`. */
export function compileTest(test: ValueTest): Check {
  const operators: Operators = typeof test === 'object' ? test : { is: test }
  const checks: Check[] = []
  const { is, in: options, gt, gte, lt, lte, startsWith, endsWith, contains, hasWord, exists } = operators
  if (exists !== undefined) checks.push((value) => isPresent(value) === exists)
  if (is !== undefined) checks.push(ofItems(equals([is])))
  if (options !== undefined) checks.push(ofItems(equals(options)))
  if (gt !== undefined) checks.push(ofItems((value) => exceeds(value, gt, false)))
  if (gte !== undefined) checks.push(ofItems((value) => exceeds(value, gte, true)))
  if (lt !== undefined) checks.push(ofItems((value) => opposite(exceeds(value, lt, true))))
  if (lte !== undefined) checks.push(ofItems((value) => opposite(exceeds(value, lte, false))))
  if (startsWith !== undefined)
    checks.push(ofItems(ofText(startsWith, (text, part) => text.startsWith(part))))
  if (endsWith !== undefined) checks.push(ofItems(ofText(endsWith, (text, part) => text.endsWith(part))))
  if (contains !== undefined) checks.push(ofItems(ofText(contains, (text, part) => text.includes(part))))
  if (hasWord !== undefined) checks.push(ofItems(ofWords(hasWord)))
  const [only] = checks
  if (checks.length === 1 && only !== undefined) return only
  return (value) => every(checks, (check) => check(value))
}

function opposite(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

/** Missing values cannot be told; of a list, one item is enough. */
function ofItems(check: Check): Check {
  return (value) => {
    if (!isPresent(value)) return undefined
    return Array.isArray(value) ? some(value, check) : check(value)
  }
}

/** Without regard to letter case, Unicode form and outer spaces. Plain ASCII, mostly met, is in that form already. */
function fold(value: Scalar): string {
  const text = String(value)
  return (isAscii(text) ? text : text.normalize('NFKC')).toLowerCase().trim()
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function equals(options: readonly Scalar[]): Check {
  const texts = new Set(options.map(fold))
  return (value) => (isScalar(value) ? texts.has(fold(value)) : undefined)
}

/** Is the amount greater than `limit`, or at least `limit` when `orEqual`? Undefined where the amount only overlaps. */
function exceeds(value: unknown, limit: number, orEqual: boolean): Truth {
  const amount = readAmount(value)
  if (amount === undefined) return undefined
  if (amount.min > limit || (orEqual && amount.min === limit)) return true
  if (amount.max < limit || (amount.max === limit && (amount.open || !orEqual))) return false
  return undefined
}

function listOf(texts: string | string[]): string[] {
  return typeof texts === 'string' ? [texts] : texts
}

function ofText(operand: string | string[], holds: (text: string, part: string) => boolean): Check {
  // Not trimmed: a space in an operand is meant.
  const parts = listOf(operand).map((part) => part.normalize('NFKC').toLowerCase())
  return (value) => {
    if (!isScalar(value)) return undefined
    const text = fold(value)
    return parts.some((part) => holds(text, part))
  }
}

function ofWords(operand: string | string[]): Check {
  const phrases = listOf(operand)
    .map(words)
    // Marks alone are no words, and would be found in texts without any.
    .filter((phrase) => phrase.trim() !== '')
  return (value) => {
    if (!isScalar(value)) return undefined
    const text = words(String(value))
    return phrases.some((phrase) => text.includes(phrase))
  }
}

/** The words between single spaces, with one at either end: ` head of sales `. */
function words(text: string): string {
  return ` ${fold(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}
