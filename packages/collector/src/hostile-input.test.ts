import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { askAsOwner, startCollector } from './collector.test.setup.ts'
import type { Collector } from './collector.ts'
import { anyValue, knownKey, message, objectOf } from './hostile-input.test.arbitraries.ts'

const failures: unknown[] = []
let collector: Collector

beforeEach(() => {
  failures.length = 0
  collector = startCollector({ onError: (error) => failures.push(error) })
})

const paths = ['/v1/batch', '/v1/import', '/v1/track', '/v1/p', '/v1/identify', '/v1/alias', '/v1/g', '/v1/s']

async function send(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const request = new Request(`https://leads.example${path}?writeKey=wk`, { method: 'POST', body, headers })
  const response = await collector.fetch(request)
  const answer = await response.json()
  expect(failures).toEqual([])
  expect([200, 400, 401, 413, 415]).toContain(response.status)
  expect(answer.success).toBe(response.status === 200)
  return { status: response.status, answer }
}

it('answers arbitrary bytes', async () => {
  const encodings: Record<string, string>[] = [
    {},
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'zip' },
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.uint8Array(),
      fc.constantFrom(...encodings),
      async (path, bytes, headers) => {
        const { status } = await send(path, new Uint8Array(bytes), headers)
        expect(status).not.toBe(200)
      },
    ),
    { numRuns: 300 },
  )
})

it('answers arbitrary JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anyValue, async (path, value) => {
      await send(path, JSON.stringify(value) ?? '')
    }),
    { numRuns: 300 },
  )
})

it('answers arbitrary batches, and accepts the valid message in each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(anyValue, message), { maxLength: 5 }), async (messages) => {
      const sound = { type: 'page', userId: 'sound', messageId: crypto.randomUUID() }
      const { status, answer } = await send('/v1/batch', JSON.stringify({ batch: [...messages, sound] }))
      expect(status).toBe(200)
      const refused = (answer.rejected ?? []).map((rejection: { index: number }) => rejection.index)
      expect(refused).not.toContain(messages.length)
    }),
    { numRuns: 300 },
  )
})

it('never changes a prototype', async () => {
  const polluting = fc
    .tuple(fc.constantFrom('__proto__', 'constructor', 'prototype'), fc.array(knownKey, { maxLength: 3 }))
    .map(([key, path]) =>
      path.reduceRight<unknown>(
        (inner, name) => objectOf([[name, inner]]),
        objectOf([[key, { polluted: 'yes' }]]),
      ),
    )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), polluting, async (path, value) => {
      await send(path, JSON.stringify(value))
      await send(
        '/v1/batch',
        JSON.stringify({
          batch: [value, { type: 'track', event: 'E', userId: 'u', properties: value }],
          context: value,
        }),
      )
      await send('/v1/identify', JSON.stringify({ userId: 'u', traits: value }))
      expect({}).not.toHaveProperty('polluted')
      expect(Object.prototype).not.toHaveProperty('polluted')
    }),
    { numRuns: 200 },
  )
})

it('careless code changes a prototype (negative control)', () => {
  const careless: Record<string, Record<string, string>> = {}
  const sent = JSON.parse('{"__proto__": {"polluted": "yes"}}')
  for (const key in sent) Object.assign(careless[key] ?? {}, sent[key])
  expect({}).toHaveProperty('polluted', 'yes')
  Reflect.deleteProperty(Object.prototype, 'polluted')
})

it.each([
  ['malformed', '{"batch":[{]}'],
  ['cut off', '{"batch":[{"type":"page","userId":"u"}'],
  ['with a comment', '{"batch":[] /* x */}'],
  ['with a trailing comma', '{"batch":[],}'],
  ['with a control character', '{"batch":["\u0001"]}'],
  ['deep', '{"batch":['.repeat(50_000)],
  ['a number alone', '1e400'],
  ['Infinity', '{"batch":[Infinity]}'],
  ['in single quotes', "{'batch':[]}"],
  ['twice', '{"batch":[]}{"batch":[]}'],
  ['a line each', '{"type":"page"}\n{"type":"page"}'],
  ['with a byte order mark in the middle', '{"batch":\ufeff[]}'],
  ['with a wrong escape', '{"batch":["\\x41"]}'],
  ['with half an escape', '{"batch":["\\u12"]}'],
  ['with a zero behind it', '{"batch":[]}\0'],
  ['of nothing but blanks', '   \n\t '],
  ['XML', '<?xml version="1.0"?><batch/>'],
  ['a form', 'batch=%5B%5D&writeKey=wk'],
  ['of a million keys', `{${Array.from({ length: 1_000_000 }, (_, index) => `"${index}":1`).join(',')}}`],
])('refuses JSON that is %s', async (_, body) => {
  const { status } = await send('/v1/batch', body)
  expect([400, 413]).toContain(status)
})

it.each([
  ['lists', `"properties":${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['objects', `"context":${'{"a":'.repeat(80_000)}1${'}'.repeat(80_000)}`],
])('rejects only the message that is deep in %s', async (_, deep) => {
  const { status, answer } = await send(
    '/v1/batch',
    `{"batch":[{"type":"page","userId":"u",${deep}}, {"type":"page","userId":"u"}]}`,
  )
  expect(status).toBe(200)
  expect(answer).toMatchObject({
    rejected: [{ index: 0, reason: 'nested deeper than 32 levels' }],
  })
})

it.each([
  ['UTF-16, little end first', [0xff, 0xfe]],
  ['UTF-16, big end first', [0xfe, 0xff]],
  ['UTF-16 without a mark', []],
  ['UTF-32', [0xff, 0xfe, 0, 0]],
])('refuses JSON in %s', async (name, mark) => {
  const text = '{"batch":[]}'
  const width = name === 'UTF-32' ? 4 : 2
  const bytes = [...text].flatMap((letter) => {
    const units = [letter.charCodeAt(0), ...new Array(width - 1).fill(0)]
    return name.includes('big') ? units.reverse() : units
  })
  expect((await send('/v1/batch', new Uint8Array([...mark, ...bytes]))).status).toBe(400)
})

it('refuses surrogates and overlong forms in UTF-8', async () => {
  const before = new TextEncoder().encode('{"batch":[{"type":"page","userId":"')
  const after = new TextEncoder().encode('"}]}')
  for (const wrong of [
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf],
    [0xe0, 0x80, 0x80],
    [0xf5, 0x80, 0x80, 0x80],
    [0x80],
    [0xff],
  ]) {
    expect((await send('/v1/batch', new Uint8Array([...before, ...wrong, ...after]))).status).toBe(400)
  }
})

it('repairs ids that no database can store', async () => {
  const body =
    '{"batch":[{"type":"identify","userId":"u\\u0000\\ud800","anonymousId":"v\\u0000","messageId":"m\\ud800","traits":{}}]}'
  expect((await send('/v1/batch', body)).answer).toEqual({ success: true })
})

it('repairs lone surrogates, and accepts JSON after a byte order mark', async () => {
  const body = '\ufeff{"batch":[{"type":"identify","userId":"u","traits":{"name":"a\\ud83d"}}]}'
  expect((await send('/v1/batch', body)).answer).toEqual({ success: true })
  const lead = await askAsOwner(collector, '/api/leads/user:u')
  expect(await lead.json()).toMatchObject({ traits: { name: 'a\ufffd' } })
})

it('refuses a message with an infinite number, and accepts the others', async () => {
  const body =
    '{"batch":[{"type":"track","event":"E","userId":"u","properties":{"n":1e400}},{"type":"page","userId":"u"}]}'
  const { answer } = await send('/v1/batch', body)
  expect(answer.rejected).toEqual([{ index: 0, messageId: null, reason: 'a number is too large' }])
})
