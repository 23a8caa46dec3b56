import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainCopy } from './plain-copy.ts'

const sent = (value: unknown, room = 24_000) => JSON.parse(JSON.stringify(plainCopy(value, room)) ?? 'null')

test('plain values come through unchanged', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
      const json = JSON.stringify(value)
      // The collector refuses this key, and it would set the copy's prototype.
      fc.pre(!json.includes('"__proto__"'))
      const plain = JSON.parse(json)
      expect(sent(plain, 1_000_000)).toEqual(plain)
    }),
  )
})

test('what JSON cannot hold is turned into text or left out, and takes nothing else along', () => {
  const cyclic: Record<string, unknown> = { name: 'loop' }
  cyclic.self = cyclic
  const hostile = {
    get bad() {
      throw new Error('no')
    },
    good: 1,
  }
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  expect(
    sent({
      big: 12n,
      date: new Date(0),
      broken: new Date(Number.NaN),
      cyclic,
      hostile,
      revoked: revoked.proxy,
      element: document.createElement('p'),
      run: () => 1,
      symbol: Symbol('s'),
      missing: undefined,
      none: null,
      infinite: Number.POSITIVE_INFINITY,
      list: [1, undefined, () => 1, 2n],
    }),
  ).toEqual({
    big: '12',
    date: '1970-01-01T00:00:00.000Z',
    broken: null,
    cyclic: { name: 'loop' },
    hostile: { good: 1 },
    none: null,
    infinite: null,
    list: [1, null, null, '2'],
  })
})

test('a toJSON on the prototype of arrays, as old libraries put it there, changes nothing', () => {
  const prototype = Array.prototype as { toJSON?: () => string }
  prototype.toJSON = () => 'spoiled'
  try {
    expect(sent({ list: [1, [2]] })).toEqual({ list: [1, [2]] })
  } finally {
    delete prototype.toJSON
  }
})

test('a large value is cut, not lost', () => {
  const copy = sent({ first: 'a', text: 'x'.repeat(50_000), last: 'b' }, 10_000)
  expect(copy.first).toBe('a')
  expect(copy.text.length).toBeGreaterThan(9_000)
  expect(JSON.stringify(copy).length).toBeLessThan(10_100)
})

test('a wide web of references ends', () => {
  const nodes: Record<string, unknown>[] = Array.from({ length: 50 }, () => ({}))
  for (const node of nodes) Object.assign(node, nodes)
  expect(JSON.stringify(sent(nodes[0])).length).toBeLessThan(100_000)
})
