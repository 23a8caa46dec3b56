import { type Json, MAX_JSON_DEPTH } from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'

/** Keys that reach an object's prototype when it is copied carelessly. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * JSON of bounded depth. Faults inside of single messages are not looked for: see {@link findFault}.
 *
 * @throws RefusedError 400 for anything else
 */
export function readJson(text: string): Json {
  const value = parse(text)
  if (isDeeper(value, MAX_JSON_DEPTH)) {
    throw new RefusedError(400, 'too_deep', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`)
  }
  return value
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new RefusedError(400, 'invalid_json', 'The body is not JSON; send a batch or a message as JSON.')
  }
}

/** Never recurses further than `levels`, however deep the value is. */
function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof item === 'object' && isDeeper(item, levels - 1)) return true
  }
  return false
}

/**
 * Why a JSON value of bounded depth must not be used: a key that reaches for an object's prototype, or a number too
 * large to be one (`1e400` parses to Infinity). Undefined when it is sound.
 */
export function findFault(value: Json): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number is too large'
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return firstFault(value)
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.has(key)) return `the key "${key}" is not allowed`
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
