import { describe, expect, it } from 'vitest'
import {
  parseAmount,
  parseGrade,
  parseKey,
  parseLimit,
  parseOrigins,
  parsePort,
  parsePositive,
  parseServerUrl,
  parseSwitch,
  parseTime,
} from './option-values.ts'

it.each([
  ['0', 0],
  ['8787', 8787],
  ['65535', 65_535],
])('accepts port %s', (text, port) => expect(parsePort(text)).toBe(port))

it.each(['', '-1', '65536', '80a', '8.5', '1e3', '999999'])('does not accept "%s" as a port', (text) => {
  expect(() => parsePort(text)).toThrow('whole number')
})

it.each(['0', '201', 'all'])('does not accept "%s" as a limit', (text) =>
  expect(() => parseLimit(text)).toThrow('whole number'),
)

it.each(['', '-1', '1.5', '10k', '1e9'])('does not accept "%s" as an amount', (text) => {
  expect(() => parseAmount(text)).toThrow('whole number')
})

it('accepts zero as an amount, but not as a size', () => {
  expect(parseAmount('0')).toBe(0)
  expect(() => parsePositive('0')).toThrow('from 1')
})

describe('origins', () => {
  it('are given in a list or one by one', () => {
    expect(parseOrigins('https://a.example, http://localhost:3000', ['https://b.example'])).toEqual([
      'https://b.example',
      'https://a.example',
      'http://localhost:3000',
    ])
  })

  it.each([
    'a.example',
    'https://a.example/',
    'https://a.example/x',
    '*',
    'ftp://a.example',
    'https://u:p@a.example',
  ])('do not include %s', (text) => expect(() => parseOrigins(text)).toThrow('is not an origin'))
})

it('accepts the address of a server with or without a path', () => {
  expect(parseServerUrl('https://leads.example.com/')).toBe('https://leads.example.com')
  expect(parseServerUrl('http://127.0.0.1:8787/proxy/')).toBe('http://127.0.0.1:8787/proxy')
  expect(() => parseServerUrl('leads.db')).toThrow('address')
})

it('accepts a time with any offset', () => {
  expect(parseTime('2026-11-21T10:00:00+05:30')).toBe('2026-11-21T04:30:00.000Z')
  expect(() => parseTime('yesterday')).toThrow('Write a time')
})

it('reads a time without an offset as UTC, in any time zone', () => {
  const zone = process.env.TZ
  process.env.TZ = 'Asia/Kolkata'
  try {
    expect(parseTime('2026-11-21T10:00')).toBe('2026-11-21T10:00:00.000Z')
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

it('accepts only words for yes and no', () => {
  expect(['true', '1', 'yes', 'ON'].map(parseSwitch)).toEqual([true, true, true, true])
  expect(['false', '0', 'no', 'off'].map(parseSwitch)).toEqual([false, false, false, false])
  expect(() => parseSwitch('maybe')).toThrow('true or false')
})

it('accepts a grade in lower case', () => {
  expect(parseGrade('b2')).toBe('B2')
  expect(() => parseGrade('Z9')).toThrow('like A1')
})

it.each(['', 'a b', 'ключ', 'a\n'])('does not accept "%s" as a key', (text) =>
  expect(() => parseKey(text)).toThrow('A key'),
)
