import { MAX_BATCH_BYTES, MAX_INFLATED_BYTES } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { readBody } from './read-body.ts'

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>

function post(body: Body, headers: Record<string, string> = {}): Request {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' }
  return new Request('https://collector.example/v1/batch', init)
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function gzipZeros(size: number): Promise<Uint8Array<ArrayBuffer>> {
  let left = size
  const zeros = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      controller.enqueue(new Uint8Array(1024 * 1024))
      left -= 1024 * 1024
      if (left <= 0) controller.close()
    },
  })
  return new Uint8Array(await new Response(zeros.pipeThrough(new CompressionStream('gzip'))).arrayBuffer())
}

const gzipped = { 'content-encoding': 'gzip' }
const utf8 = (text: string) => new TextEncoder().encode(text)

/** An endless body; counts how much of it was read. */
function endless(): { body: ReadableStream<Uint8Array<ArrayBuffer>>; read: () => number } {
  let read = 0
  const body = new ReadableStream({
    pull(controller) {
      read += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  return { body, read: () => read }
}

it('reads plain and gzipped text, with and without a stated length', async () => {
  const text = '{"é": "नमस्ते"}'
  expect(await readBody(post(text))).toBe(text)
  expect(await readBody(post(text, { 'content-length': String(utf8(text).length) }))).toBe(text)
  expect(await readBody(post(await gzip(utf8(text)), gzipped))).toBe(text)
  expect(await readBody(post(utf8(`\ufeff${text}`)))).toBe(text)
})

it('refuses a stated length that is too large, before reading', async () => {
  const { body, read } = endless()
  const headers = { 'content-length': String(MAX_BATCH_BYTES + 1) }
  await expect(readBody(post(body, headers))).rejects.toMatchObject({ status: 413 })
  expect(read()).toBeLessThanOrEqual(65_536)
})

it('stops reading a body that is too long', async () => {
  const { body, read } = endless()
  await expect(readBody(post(body))).rejects.toMatchObject({ status: 413, code: 'body_too_large' })
  expect(read()).toBeLessThan(2 * MAX_BATCH_BYTES)
})

it('accepts a body of exactly the allowed length', async () => {
  expect(await readBody(post(new Uint8Array(MAX_BATCH_BYTES).fill(32)))).toHaveLength(MAX_BATCH_BYTES)
  const full = await gzip(new Uint8Array(MAX_INFLATED_BYTES).fill(32))
  expect(await readBody(post(full, gzipped))).toHaveLength(MAX_INFLATED_BYTES)
  const more = await gzip(new Uint8Array(MAX_INFLATED_BYTES + 1).fill(32))
  await expect(readBody(post(more, gzipped))).rejects.toMatchObject({ status: 413 })
})

it('does not inflate a gzip bomb', async () => {
  const inflated = 200 * 1024 * 1024
  const bomb = await gzipZeros(inflated)
  expect(bomb.length).toBeLessThan(MAX_BATCH_BYTES)
  const before = process.memoryUsage().rss
  await expect(readBody(post(bomb, gzipped))).rejects.toMatchObject({ status: 413 })
  expect(process.memoryUsage().rss - before).toBeLessThan(inflated / 2)
})

it('refuses broken gzip', async () => {
  const whole = await gzip(utf8('{"batch": []}'))
  for (const body of [whole.slice(0, -6), new Uint8Array([...whole, 1, 2, 3])]) {
    await expect(readBody(post(body, gzipped))).rejects.toMatchObject({ status: 400, code: 'invalid_gzip' })
  }
})

it('tells gzip by its bytes, because servers inflate bodies and keep the header, and clients forget it', async () => {
  const text = '{"batch": []}'
  expect(await readBody(post(utf8(text), gzipped))).toBe(text)
  expect(await readBody(post(await gzip(utf8(text))))).toBe(text)
  expect(await readBody(post(new Uint8Array(), gzipped))).toBe('')
})

it('refuses other encodings, and names them', async () => {
  await expect(readBody(post('{}', { 'content-encoding': 'br' }))).rejects.toMatchObject({ status: 415 })
})

it('refuses what is not UTF-8', async () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])
  const loneSurrogate = new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])
  for (const body of [utf16, loneSurrogate]) {
    await expect(readBody(post(body))).rejects.toMatchObject({ status: 400, code: 'invalid_utf8' })
  }
})

it('refuses a body that ends early', async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      controller.error(new Error('connection reset'))
    },
  })
  await expect(readBody(post(body))).rejects.toMatchObject({ status: 408, code: 'incomplete_body' })
})

it('reports a body that was read before as ended early, not as bad JSON', async () => {
  const request = new Request('https://leads.example/v1/batch', {
    method: 'POST',
    headers: { 'content-length': '17' },
  })
  await expect(readBody(request)).rejects.toMatchObject({
    status: 408,
    code: 'incomplete_body',
    message: expect.stringContaining('express.json()'),
  })
})
