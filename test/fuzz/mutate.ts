/** A source of numbers from 0 on, below `limit`; the same for the same seed. */
export type Random = (limit: number) => number

/** Makes one, by mulberry32 (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
export function createRandom(seed: number): Random {
  let state = seed | 0
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

/** What breaks parsers; put in anywhere. */
const tokens = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    ':',
    '\\',
    '/',
    '\n',
    '\r\n',
    '\t',
    ' ',
    ';',
    '|',
    '&',
    '=',
    '%',
    '#',
    '?',
  ],
  ...[
    'null',
    'true',
    '0',
    '-0',
    '-1',
    '1e400',
    '-1e400',
    '1e-400',
    '9007199254740993',
    'NaN',
    'Infinity',
    '0x10',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'length', 'hasOwnProperty'],
  ...[
    '\u0000',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u2028',
    '\u202e',
    'ａ',
    '🦄',
    'é',
    'क',
    '%00',
    '%ff',
    '%',
    '\\u0000',
    '\\ud800',
  ],
  ...[
    "' OR 1=1 --",
    '<script>',
    '=1+1',
    '@',
    '-',
    '+',
    '../',
    'javascript:',
    '9'.repeat(400),
    '('.repeat(200),
    'a'.repeat(5_000),
  ],
  ...[
    'all',
    'any',
    'not',
    'in',
    'gte',
    'startsWith',
    'exists',
    'trait',
    'event',
    'where',
    'points',
    'per',
    'property',
    'halfLifeDays',
  ],
  ...[
    '2026-11-21T10:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '0000-00-00',
    '2026-02-30',
  ],
]

type Mutation = (text: string, random: Random, other: string) => string

const at = (text: string, random: Random) => random(text.length + 1)
const pick = <Item>(items: readonly Item[], random: Random, otherwise: Item): Item =>
  items[random(items.length)] ?? otherwise

const mutations: readonly Mutation[] = [
  // A token more.
  (text, random) => {
    const place = at(text, random)
    return text.slice(0, place) + pick(tokens, random, '') + text.slice(place)
  },
  // A token instead.
  (text, random) => {
    const place = at(text, random)
    return text.slice(0, place) + pick(tokens, random, '') + text.slice(place + random(12))
  },
  // A part less.
  (text, random) => {
    const place = at(text, random)
    return text.slice(0, place) + text.slice(place + 1 + random(20))
  },
  // A part twice.
  (text, random) => {
    const place = at(text, random)
    const part = text.slice(place, place + 1 + random(60))
    return text.slice(0, place) + part.repeat(1 + random(5)) + text.slice(place)
  },
  // Cut off.
  (text, random) => text.slice(0, at(text, random)),
  // The beginning of one and the end of another.
  (text, random, other) => text.slice(0, at(text, random)) + other.slice(at(other, random)),
  // One character changed by a bit.
  (text, random) => {
    const place = at(text, random)
    const changed = String.fromCharCode((text.charCodeAt(place) || 32) ^ (1 << random(8)))
    return text.slice(0, place) + changed + text.slice(place + 1)
  },
  // A value of JSON for another.
  (text, random) => {
    const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\{\}|\[\]/g)]
    const value = values[random(values.length)]
    if (value === undefined) return text
    const next = pick(['{}', '[]', '""', 'null', '-1', '1e308', 'true', '[[]]', '{"a":{}}'], random, '0')
    return text.slice(0, value.index) + next + text.slice(value.index + value[0].length)
  },
]

/** Texts made from the corpus by up to six changes each, for ever. */
export function* mutate(corpus: readonly string[], random: Random): Generator<string> {
  while (true) {
    let text = pick(corpus, random, '')
    for (let changes = random(7); changes > 0; changes--) {
      text = pick(mutations, random, (same: string) => same)(text, random, pick(corpus, random, ''))
    }
    yield text.slice(0, 200_000)
  }
}
