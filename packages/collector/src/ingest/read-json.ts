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
export interface ReadJson {
  value: Json
  /** Whether {@link findFault} would find nothing in it. */
  sound: boolean
}

/**
 * Parses JSON of bounded depth. Faults inside messages are not reported here, because they must not reject the whole batch.
 * Ids that JavaScript's numbers cannot represent become text, so that two of them never become one.
 *
 * @throws RefusedError 400 for invalid or deeper JSON
 */
export function readJson(text: string): ReadJson {
  const value = parse(text)
  const finding = inspect(value, MAX_JSON_DEPTH)
  if (finding === 'deep') {
    throw new RefusedError(400, 'too_deep', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`)
  }
  return finding === 'longId'
    ? { value: parse(text.replace(writtenIds, quoteLongId)), sound: false }
    : { value, sound: finding === 'sound' }
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

type Finding = 'sound' | 'faulty' | 'longId' | 'deep'

/** Inspects a value in one pass, and returns the worst finding; never recurses deeper than `levels`. */
function inspect(value: Json, levels: number): Finding {
  if (typeof value === 'number') return Number.isFinite(value) ? 'sound' : 'faulty'
  if (typeof value !== 'object' || value === null) return 'sound'
  if (levels === 0) return 'deep'
  let worst: Finding = 'sound'
  if (Array.isArray(value)) {
    for (const item of value) {
      const finding = inspect(item, levels - 1)
      if (finding === 'deep') return finding
      if (finding === 'longId' || worst === 'sound') worst = finding
    }
    return worst
  }
  // Parsed JSON has only own keys, and `for in` is much faster than `Object.keys`.
  for (const key in value) {
    if (worst === 'sound' && isForbidden(key)) worst = 'faulty'
    const item = value[key]
    if (typeof item === 'string' || item === undefined) continue
    const finding = isLongId(key, item) ? 'longId' : inspect(item, levels - 1)
    if (finding === 'deep') return finding
    if (finding === 'longId' || worst === 'sound') worst = finding
  }
  return worst
}

function isForbidden(key: string): boolean {
  return key.length >= SHORTEST_FORBIDDEN && key.length <= LONGEST_FORBIDDEN && forbiddenKeys.has(key)
}

/**
 * Why a JSON value of bounded depth must not be used: a key that reaches an object's prototype, or a number that overflows
 * (`1e400` parses to Infinity). Undefined when there is no fault.
 */
export function findFault(value: Json): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number is too large'
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return firstFault(value)
  for (const key of Object.keys(value)) {
    if (isForbidden(key)) return `the key "${key}" is not allowed`
  }
  return firstFault(Object.values(value))
}

function firstFault(values: Json[]): string | undefined {
  for (const value of values) {
    const fault = findFault(value)
    if (fault !== undefined) return fault
  }
  return undefined
}
