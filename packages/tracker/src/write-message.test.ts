import { MAX_MESSAGE_BYTES } from '@leadlight/protocol/limits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeMessage } from './write-message.ts'

const frame = {
  type: 'track' as const,
  messageId: 'm1',
  timestamp: '2026-01-01T00:00:00.000Z',
  userId: undefined,
}

const sent = (value: unknown) => JSON.parse(writeMessage({ value })).value

test('any message fits the limit of the collector, and keeps its id', () => {
  const text = fc.string({ unit: 'binary', minLength: 0, maxLength: 100 }).map((part) => part.repeat(90))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
      const json = writeMessage({ ...frame, event: 'Long', properties: { texts } })
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES)
      expect(JSON.parse(json)).toMatchObject({ messageId: 'm1', event: 'Long' })
    }),
    { numRuns: 30 },
  )
})

test('keeps JSON values unchanged', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
      const json = JSON.stringify(value)
      // The collector refuses this key, and it would set the copy's prototype.
      fc.pre(!json.includes('"__proto__"'))
      const plain = JSON.parse(json)
      expect(sent(plain)).toEqual(plain)
    }),
  )
})

test('converts other values to text or omits them, and nothing else', () => {
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
    cyclic: { name: 'loop' },
    hostile: { good: 1 },
    none: null,
    infinite: null,
    list: [1, null, null, '2'],
  })
})

test('does not depend on JSON and prototypes, which old libraries change', () => {
  const natives = [Array, String, Number, Date].map(({ prototype }) => prototype as { toJSON?: () => string })
  const before = natives.map((prototype) => Object.getOwnPropertyDescriptor(prototype, 'toJSON'))
  const { stringify } = JSON
  for (const prototype of natives) prototype.toJSON = () => '"spoiled"'
  JSON.stringify = () => 'spoiled'
  const value = { list: [1, ['two']], text: 'a "quoted" \\ \n text', date: new Date(0) }
  let json: string
  let spoiled: string
  try {
    spoiled = stringify(value)
    json = writeMessage(value)
  } finally {
    JSON.stringify = stringify
    natives.forEach((prototype, i) => {
      delete prototype.toJSON
      Object.defineProperties(prototype, before[i] ? { toJSON: before[i] } : {})
    })
  }
  expect(spoiled).toContain('spoiled')
  expect(JSON.parse(json)).toEqual({ ...value, date: '1970-01-01T00:00:00.000Z' })
})

test('keeps any text, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(sent(text)).toBe(text)
      expect(sent('\ud83d\ude00 \ud83d')).toBe('\ud83d\ude00 \ud83d')
    }),
  )
})

test('truncates a long text', () => {
  const copy = sent({ first: 'a', text: 'x'.repeat(50_000), last: 'b' }) as Record<string, string>
  expect(copy).toEqual({ first: 'a', text: 'x'.repeat(8_000), last: 'b' })
})

test('omits what exceeds 32 KiB, and keeps the rest', () => {
  const copy = sent({ list: Array.from({ length: 100_000 }, (_, i) => i), last: 'b' })
  expect(copy.list.slice(0, 1_000)).toEqual(Array.from({ length: 1_000 }, (_, i) => i))
  expect(copy.last).toBeUndefined()
})

test('omits cycles, which would leave no room for what follows, but not what is repeated', () => {
  const tree: Record<string, unknown> = { name: 'root' }
  tree.children = Array.from({ length: 100 }, (_, number) => ({ number, parent: tree }))
  const twice = { name: 'twice' }
  expect(sent({ tree, twice, again: twice, last: 'b' })).toEqual({
    tree: { name: 'root', children: Array.from({ length: 100 }, (_, number) => ({ number })) },
    twice,
    again: twice,
    last: 'b',
  })
})

test('reads only the beginning of long lists, for which listing all keys takes seconds', () => {
  const refuse = () => {
    throw new Error('lists all keys')
  }
  expect(sent(new Proxy([1, 2], { ownKeys: refuse }))).toEqual([1, 2])
  // The same trap, where keys have to be listed.
  expect(sent({ object: new Proxy({ a: 1 }, { ownKeys: refuse }) })).toEqual({})
  expect(sent(new Uint8Array([1, 2]))).toEqual([1, 2])
})

test('terminates on many nested references', () => {
  const nodes: Record<string, unknown>[] = Array.from({ length: 50 }, () => ({}))
  for (const node of nodes) Object.assign(node, nodes)
  expect(JSON.stringify(sent(nodes[0])).length).toBeLessThan(MAX_MESSAGE_BYTES)
})
