import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningProcess, startLeadlight } from './leadlight-process.ts'

/** What only a real socket can do wrong, sent to a real server. */

const body = '{"writeKey":"wk_test","batch":[{"type":"page","userId":"u"}]}'
let server: RunningProcess
let port: number

beforeAll(async () => {
  server = await startLeadlight(['--db', ':memory:', '--write-key', 'wk_test', '--secret-key', 'sk_test'])
  port = Number(new URL(server.url).port)
})
afterAll(() => server.end('SIGTERM'))

/** Sends these bytes, and hangs up when nothing comes for a second; answers the status line, empty when there was none. */
async function sendRaw(...parts: (string | Buffer)[]): Promise<string> {
  // Who is refused while still sending may find the connection gone before the answer was read.
  const status = (await sendOnce(parts)) || (await sendOnce(parts))
  return status || (await sendOnce(parts))
}

async function sendOnce(parts: (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('error', () => {})
  socket.on('data', (data) => {
    text += data
  })
  // In one piece: what comes after a refusal would reset the connection.
  socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))))
  const impatience = setTimeout(() => socket.end(), 1_000)
  await once(socket, 'close')
  clearTimeout(impatience)
  return text.split('\r\n', 1)[0] ?? ''
}

const head = (headers: string) =>
  `POST /v1/batch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n`

/** The server still answers everybody else. */
async function expectServing(): Promise<void> {
  const answer = await fetch(`${server.url}/v1/batch`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ success: true })
}

describe('lengths', () => {
  it.each([
    ['right', `Content-Length: ${body.length}`, body, /^HTTP\/1\.1 200/],
    ['too long', `Content-Length: ${body.length + 10}`, body, /^(HTTP\/1\.1 400.*)?$/],
    ['too short', `Content-Length: ${body.length - 10}`, body, /^HTTP\/1\.1 400/],
    ['negative', 'Content-Length: -1', body, /^HTTP\/1\.1 400/],
    ['no number', 'Content-Length: many', body, /^HTTP\/1\.1 400/],
    ['twice, differing', 'Content-Length: 5\r\nContent-Length: 9', body, /^HTTP\/1\.1 400/],
    [
      'with chunks as well',
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
      `3\r\n{"a\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400/,
    ],
    ['enormous', 'Content-Length: 99999999999999999999', '', /^(HTTP\/1\.1 (400|413).*)?$/],
    ['above the limit', `Content-Length: ${600 * 1024}`, 'x', /^HTTP\/1\.1 413/],
    ['a broken chunk', 'Transfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n', /^(HTTP\/1\.1 400.*)?$/],
  ])('%s', async (_, headers, sent, expected) => {
    expect(await sendRaw(head(headers), sent)).toMatch(expected)
    await expectServing()
  })

  it('are counted while reading when none was announced', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const status = await sendRaw(head('Transfer-Encoding: chunked'), chunk.repeat(12), '0\r\n\r\n')
    expect(status).toMatch(/^(HTTP\/1\.1 413.*)?$/)
    await expectServing()
  })
})

describe('gzip', () => {
  it.each([
    ['a bomb of zeros', gzipSync(Buffer.alloc(64 * 1024 * 1024)), /^HTTP\/1\.1 413/],
    ['a bomb in a bomb', gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024))), /^HTTP\/1\.1 400/],
    ['a bomb of JSON', gzipSync(`{"batch":[${'{},'.repeat(5_000_000)}{}]}`), /^HTTP\/1\.1 413/],
    ['cut off', gzipSync(body).subarray(0, 30), /^HTTP\/1\.1 400/],
    [
      'with rubbish behind it',
      Buffer.concat([gzipSync(body), Buffer.from('rubbish')]),
      /^HTTP\/1\.1 (200|400)/,
    ],
    [
      'none at all, as a proxy leaves the header that inflates the body',
      Buffer.from(body),
      /^HTTP\/1\.1 200/,
    ],
  ])('%s', async (_, sent, expected) => {
    const headers = `Content-Encoding: gzip\r\nContent-Length: ${sent.length}`
    expect(await sendRaw(head(headers), sent)).toMatch(expected)
    await expectServing()
  })
})

describe('a malformed request', () => {
  it.each([
    ['noise', '\u0000\u0001\u0002\r\n\r\n'],
    ['TLS', Buffer.from('160301020001000001fc0303', 'hex')],
    ['a head without end', `POST / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}`],
    ['a thousand headers', `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(5_000)}\r\n`],
    ['a method that is none', 'EAT /v1/batch HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an address that is none', 'GET ://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['a host that is none', 'GET /api/leads HTTP/1.1\r\nHost: [:::\r\nConnection: close\r\n\r\n'],
    [
      'an address with a host in it',
      'GET //evil.example/api/leads HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ],
  ])('%s', async (_, sent) => {
    expect(await sendRaw(sent)).toMatch(/^(HTTP\/1\.1 4\d\d.*)?$/)
    await expectServing()
  })
})

/** What slow sockets say before they fall silent: half a head, half a body, nearly all of a body as large as it may be. */
const large = 500 * 1024
const beginnings = [
  'POST /v1/ba',
  head('Content-Length: 5000').slice(0, -2),
  head(`Content-Length: ${large}`) + 'x'.repeat(large - 1),
]

it('serves others beside a thousand slow sockets, and closes these', async () => {
  const slow: Socket[] = Array.from({ length: 1_000 }, (_, index) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(beginnings[index % 3] ?? ''))
    return socket.on('error', () => {}).resume()
  })
  const closed = Promise.all(slow.map((socket) => once(socket, 'close')))
  for (let round = 0; round < 50; round++) await expectServing()
  await closed
  await expectServing()
})
