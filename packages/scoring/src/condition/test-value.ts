import { readAmount } from './amount.ts'
import type { Operators, ValueTest } from './operators.ts'
import { isPresent } from './read-path.ts'
import { every, negate, some, type Truth } from './truth.ts'

/** A compiled test: whether a value passes, undefined when unknown. */
export type Check = (value: unknown) => Truth

type Scalar = string | number | boolean

/** Compiles a test. For a missing value every operator but `exists` is unknown. */
export function compileTest(test: ValueTest): Check {
  const operators: Operators = typeof test === 'object' ? test : { is: test }
  const checks: Check[] = []
  const { is, in: options, gt, gte, lt, lte, startsWith, endsWith, contains, hasWord, exists } = operators
  if (exists !== undefined) checks.push((value) => isPresent(value) === exists)
  if (is !== undefined) checks.push(ofItems(equals([is])))
  if (options !== undefined) checks.push(ofItems(equals(options)))
  if (gt !== undefined) checks.push(ofItems((value) => exceeds(value, gt, false)))
  if (gte !== undefined) checks.push(ofItems((value) => exceeds(value, gte, true)))
  if (lt !== undefined) checks.push(ofItems((value) => negate(exceeds(value, lt, true))))
  if (lte !== undefined) checks.push(ofItems((value) => negate(exceeds(value, lte, false))))
  if (startsWith !== undefined)
    checks.push(ofItems(ofText(startsWith, (text, part) => text.startsWith(part))))
  if (endsWith !== undefined) checks.push(ofItems(ofText(endsWith, (text, part) => text.endsWith(part))))
  if (contains !== undefined) checks.push(ofItems(ofText(contains, (text, part) => text.includes(part))))
  if (hasWord !== undefined) checks.push(ofItems(ofWords(hasWord)))
  const [only] = checks
  if (checks.length === 1 && only !== undefined) return only
  return (value) => every(checks, (check) => check(value))
}

/** Unknown for a missing value; for a list, whether any item passes. */
function ofItems(check: Check): Check {
  return (value) => {
    if (!isPresent(value)) return undefined
    return Array.isArray(value) ? some(value, check) : check(value)
  }
}

/** Normalizes letter case, Unicode form and surrounding spaces. ASCII text, the common case, needs no NFKC. */
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

/** Whether the amount exceeds `limit`, or equals it when `orEqual`; undefined when a range only overlaps it. */
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
  // Not trimmed: spaces in an operand are intended.
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
    // An operand without letters or digits has no words, and would match every text.
    .filter((phrase) => phrase.trim() !== '')
  return (value) => {
    if (!isScalar(value)) return undefined
    const text = words(String(value))
    return phrases.some((phrase) => text.includes(phrase))
  }
}

/** The words of a text separated by single spaces, with one at either end: ` head of sales `. */
function words(text: string): string {
  return ` ${fold(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}
