import { MAX_JSON_DEPTH } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RefusedError } from '../http/refused-error.ts'
import { findUnsafeValue, readJson } from './read-json.ts'

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
      expect(findUnsafeValue(JSON.parse(text))).toContain(key)
      expect(readJson(text).isSafe).toBe(false)
    }
  },
)

it('finds infinite numbers', () => {
  expect(findUnsafeValue(JSON.parse('{"a": [1e400]}'))).toBe('a number is too large')
  expect(findUnsafeValue(JSON.parse('{"a": [1e300]}'))).toBeUndefined()
})

it('finds faults beside ids of many digits, in any order', () => {
  const id = '"userId": 12345678901234567890'
  for (const fault of ['"a": 1e400', '"userId": 1e400', '"constructor": 1', '"b": {"__proto__": 2}']) {
    for (const text of [`[{${id}}, {${fault}}]`, `[{${fault}}, {${id}}]`, `{"c": [{${fault}}], ${id}}`]) {
      const { value, isSafe } = readJson(text)
      expect(isSafe).toBe(false)
      expect(findUnsafeValue(value)).toBeDefined()
      expect(JSON.stringify(value)).toContain('"userId":"12345678901234567890"')
    }
  }
  expect(() => readJson(`{${id}, "a": ${nested(MAX_JSON_DEPTH)}}`)).toThrow('nested deeper')
})

it('keeps ids of many digits as they are written, and only those', () => {
  const read = (text: string) => readJson(text).value
  expect(read('{"userId" :\n -12345678901234567890 , "groupId":9007199254740993}')).toEqual({
    userId: '-12345678901234567890',
    groupId: '9007199254740993',
  })
  const others = ['{"n": 9007199254740993}', '{"userId": 9007199254740991}', '{"userId": 1.5e300}']
  for (const text of others)
    expect(read(`[{"userId": 1e17}, ${text}]`)).toEqual([{ userId: 1e17 }, JSON.parse(text)])
  fc.assert(
    fc.property(fc.json(), (value) => {
      const inside = JSON.stringify(`{"userId": 12345678901234567890, "a": ${value}}`)
      expect(read(`{"a": ${inside}, "userId": 12345678901234567890}`)).toEqual({
        a: JSON.parse(inside),
        userId: '12345678901234567890',
      })
    }),
  )
})

it('accepts exactly the values without faults', () => {
  const faults = fc.constantFrom('1e400', '-1e999', '{"__proto__": 1}', '{"constructor": []}', '"__proto__"')
  const parts = fc.array(fc.oneof(fc.json({ maxDepth: 3 }), faults), { maxLength: 5 })
  fc.assert(
    fc.property(parts, (items) => {
      const { value, isSafe } = readJson(`{"a": [${items.join()}], "b": {"c": ${items[0] ?? null}}}`)
      expect(isSafe).toBe(findUnsafeValue(value) === undefined)
    }),
  )
})
