import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createFileCompression } from './compress-files.ts'

const script = 'const answer = 42\n'.repeat(200)
const tag = '"1a2b"'
const file = (body: string | null = script, changes: Record<string, string> = {}, status = 200) =>
  new Response(body, { status, headers: { etag: tag, 'content-type': 'text/javascript', ...changes } })
const ask = (acceptEncoding: string, method = 'GET') =>
  new Request('http://leads.example/leadlight.js', { method, headers: { 'accept-encoding': acceptEncoding } })
const compress = createFileCompression()

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['*', 'br'],
  ['GZIP', 'gzip'],
])('compresses a file for a client that accepts %s', async (accepted, encoding) => {
  for (const _ of ['at first', 'and again']) {
    const response = await compress(ask(accepted), file())
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    expect(response.headers.get('etag')).toBe(`W/${tag}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(bytes.length).toBeLessThan(script.length / 10)
    expect(String(encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes))).toBe(script)
  }
})

it('compresses changed content anew', async () => {
  await compress(ask('gzip'), file())
  const response = await compress(ask('gzip'), file(`${script}x`, { etag: '"other"' }))
  expect(String(gunzipSync(new Uint8Array(await response.arrayBuffer())))).toBe(`${script}x`)
})

it.each([
  ['accepts none', ask('identity'), file()],
  ['accepts others', ask('zstd, br;q=0.0, *;q=0'), file()],
])('sends a file as it is to a client that %s', async (_, request, response) => {
  const sent = await compress(request, response)
  expect([...sent.headers]).toEqual([
    ['content-type', 'text/javascript'],
    ['etag', tag],
    ['vary', 'Accept-Encoding'],
  ])
  expect(await sent.text()).toBe(script)
})

it.each([
  ['to POST', file(), 'POST'],
  ['without a tag', new Response(script, { headers: { 'content-type': 'application/json' } })],
  ['of bytes', file(script, { 'content-type': 'image/png' })],
  ['that is compressed already', file(script, { 'content-encoding': 'gzip' })],
  ['with an error', file(script, {}, 404)],
])('does not change a response %s', async (_, response, method = 'GET') => {
  expect(await compress(ask('br', method), response)).toBe(response)
})

it('answers a revalidation and HEAD with the headers of the compressed file', async () => {
  const unchanged = await compress(ask('br'), new Response(null, { status: 304, headers: { etag: tag } }))
  expect([unchanged.status, unchanged.headers.get('etag')]).toEqual([304, `W/${tag}`])
  expect(unchanged.headers.get('vary')).toBe('Accept-Encoding')
  const head = await compress(ask('br', 'HEAD'), file(null, { 'content-length': String(script.length) }))
  expect([head.headers.get('etag'), head.headers.get('content-length')]).toEqual([`W/${tag}`, null])
})

it('leaves small files alone', async () => {
  const response = await compress(ask('br'), file('let a = 1'))
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(await response.text()).toBe('let a = 1')
})
