import { MAX_JSON_DEPTH } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RefusedError } from '../http/refused-error.ts'
import { findFault, readJson } from './read-json.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

it('reads JSON of the allowed depth', () => {
  expect(readJson(nested(MAX_JSON_DEPTH)).value).toBeInstanceOf(Array)
  expect(() => readJson(nested(MAX_JSON_DEPTH + 1))).toThrow('nested deeper')
})

it('survives depths that overflow the stack of careless code', () => {
  expect(() => readJson(nested(100_000))).toThrow('nested deeper')
  expect(() => readJson(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toThrow('nested deeper')
  const careless = (value: unknown): number =>
    Array.isArray(value) ? 1 + Math.max(0, ...value.map(careless)) : 0
  expect(() => careless(JSON.parse(nested(100_000)))).toThrow(RangeError)
})

it('refuses exactly what is not JSON', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        expect(JSON.stringify(readJson(text).value)).toBe(JSON.stringify(JSON.parse(text)))
      } catch (error) {
        expect(error).toBeInstanceOf(RefusedError)
      }
    }),
  )
})

it.each(['__proto__', 'constructor', 'prototype'])(
  'finds the key %s at every depth, however it is written',
  (key) => {
    const escaped = `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`
    for (const written of [key, escaped]) {
      const text = `[{"a": [{"${written}": 1}]}]`
      expect(findFault(JSON.parse(text))).toContain(key)
      expect(readJson(text).sound).toBe(false)
    }
  },
)

it('finds infinite numbers', () => {
  expect(findFault(JSON.parse('{"a": [1e400]}'))).toBe('a number is too large')
  expect(findFault(JSON.parse('{"a": [1e300]}'))).toBeUndefined()
})

it('accepts exactly the values without faults', () => {
  const faults = fc.constantFrom('1e400', '-1e999', '{"__proto__": 1}', '{"constructor": []}', '"__proto__"')
  const parts = fc.array(fc.oneof(fc.json({ maxDepth: 3 }), faults), { maxLength: 5 })
  fc.assert(
    fc.property(parts, (items) => {
      const { value, sound } = readJson(`{"a": [${items.join()}], "b": {"c": ${items[0] ?? null}}}`)
      expect(sound).toBe(findFault(value) === undefined)
    }),
  )
})
