import { type Json, MAX_JSON_DEPTH } from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'

/** Keys that reach an object's prototype when it is copied carelessly. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** The lengths of these keys, as a quick test. */
const [SHORTEST_FORBIDDEN, LONGEST_FORBIDDEN] = [9, 11]

/** Keys of ids, which may be numbers of any length: those of databases often have 64 bits. */
const idKeys = new Set(['messageId', 'anonymousId', 'userId', 'previousId', 'groupId'])

/** Their keys with integers, in JSON. It cannot match within a text, where quotation marks are escaped. */
const writtenIds = new RegExp(`("(?:${[...idKeys].join('|')})"\\s*:\\s*)(-?\\d{16,})(?![\\d.eE])`, 'g')

/** Parsed JSON. */
export interface ParsedJson {
  value: Json
  /** Whether {@link findUnsafeValue} would find nothing in it. */
  isSafe: boolean
}

/**
 * Parses JSON of bounded depth. Faults inside messages are not reported here, because they must not reject the whole batch.
 * Ids that JavaScript's numbers cannot represent become text, so that two of them never become one.
 *
 * @throws RefusedError 400 for invalid or deeper JSON
 */
export function readJson(text: string): ParsedJson {
  const { finding, ...parsed } = read(text)
  if (finding === 'deep') throw new RefusedError(400, 'too_deep', `The body is ${TOO_DEEP}.`)
  return parsed
}

/**
 * Parses like {@link readJson}, but of any depth, for a batch in which only one message may be too deep: where it is not safe, use
 * {@link findUnsafeValue} before anything that recurses.
 *
 * @throws RefusedError 400 for invalid JSON
 */
export function readDeepJson(text: string): ParsedJson {
  const { value, isSafe } = read(text)
  return { value, isSafe }
}

function read(text: string): ParsedJson & { finding: Finding } {
  const value = parse(text)
  const finding = inspect(value, MAX_JSON_DEPTH)
  if (finding === 'safe' || finding === 'unsafe') return { value, isSafe: finding === 'safe', finding }
  // What follows a value that is too deep was not inspected, so it may contain such ids, too.
  return { value: parse(text.replace(writtenIds, quoteLongId)), isSafe: false, finding }
}

function quoteLongId(written: string, key: string, digits: string): string {
  return Number.isSafeInteger(Number(digits)) ? written : `${key}"${digits}"`
}

function isLongId(key: string, value: Json): boolean {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return false
  return Number.isFinite(value) && idKeys.has(key)
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new RefusedError(400, 'invalid_json', 'The body is not JSON; send a batch or a message as JSON.')
  }
}

const TOO_DEEP = `nested deeper than ${MAX_JSON_DEPTH} levels`

/** What is wrong with a value, in ascending order: a fault, an id that its number cannot represent, too many levels. */
type Finding = 'safe' | 'unsafe' | 'longId' | 'deep'

/** The worse of two findings, none of which is `deep`. */
function worse(a: Finding, b: Finding): Finding {
  return b === 'longId' || a === 'safe' ? b : a
}

/**
 * Inspects a value in one pass, and returns the worst finding. Ends at the first value that is too deep, so that it never recurses
 * deeper than `levels`.
 */
function inspect(value: Json, levels: number): Finding {
  if (typeof value === 'number') return Number.isFinite(value) ? 'safe' : 'unsafe'
  if (typeof value !== 'object' || value === null) return 'safe'
  if (levels === 0) return 'deep'
  let worst: Finding = 'safe'
  if (Array.isArray(value)) {
    for (const item of value) {
      const finding = inspect(item, levels - 1)
      if (finding === 'deep') return finding
      worst = worse(worst, finding)
    }
    return worst
  }
  // Parsed JSON has only own keys, and `for in` is much faster than `Object.keys`.
  for (const key in value) {
    if (worst === 'safe' && isForbidden(key)) worst = 'unsafe'
    const item = value[key]
    if (typeof item === 'string' || item === undefined) continue
    const finding = isLongId(key, item) ? 'longId' : inspect(item, levels - 1)
    if (finding === 'deep') return finding
    worst = worse(worst, finding)
  }
  return worst
}

function isForbidden(key: string): boolean {
  return key.length >= SHORTEST_FORBIDDEN && key.length <= LONGEST_FORBIDDEN && forbiddenKeys.has(key)
}

/**
 * Why a JSON value must not be used: a key that reaches an object's prototype, a number that overflows (`1e400` parses to
 * Infinity), or its depth. Undefined when there is nothing of the kind.
 */
export function findUnsafeValue(value: Json, levels = MAX_JSON_DEPTH): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number is too large'
  if (typeof value !== 'object' || value === null) return undefined
  if (levels === 0) return TOO_DEEP
  if (Array.isArray(value)) return firstUnsafeValue(value, levels - 1)
  for (const key of Object.keys(value)) {
    if (isForbidden(key)) return `the key "${key}" is not allowed`
  }
  return firstUnsafeValue(Object.values(value), levels - 1)
}

function firstUnsafeValue(values: Json[], levels: number): string | undefined {
  for (const value of values) {
    const problem = findUnsafeValue(value, levels)
    if (problem !== undefined) return problem
  }
  return undefined
}
