import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createBodyMeter } from './body-meter.ts'

const KIB = 1024
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** What one request brought: as Node read it, as its reader got it, and all of it as text. */
interface Seen {
  read: Buffer[]
  got: Buffer[]
  text: string
}

/** Sends a request of these parts, the first of which is its head, to a server with a meter. */
async function send(parts: string[], bytes = 1024 * KIB): Promise<Seen> {
  const meter = createBodyMeter({ bytes, bytesPerNetwork: bytes, networkOf: () => null })
  const seen: Seen = { read: [], got: [], text: '' }
  server = createServer((incoming, outgoing) => {
    noteIn(seen.got, incoming)
    meter.watch(incoming, outgoing)
    noteIn(seen.read, incoming)
    incoming.on('data', (piece) => {
      seen.text += piece
    })
    incoming.on('end', () => outgoing.end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const closed = once(socket.on('error', () => {}).resume(), 'close')
  for (const part of parts) {
    socket.write(part)
    // What is written together may come in one piece.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await closed
  return seen
}

/** Notes the pieces that go by here. */
function noteIn(pieces: Buffer[], incoming: IncomingMessage): void {
  const { push } = incoming
  incoming.push = (piece, ...rest) => {
    if (piece !== null) pieces.push(piece)
    return push.call(incoming, piece, ...rest)
  }
}

/** How many of them take no memory any more. */
function given(pieces: Buffer[]): number {
  return pieces.filter(({ buffer }) => buffer.byteLength === 0).length
}

const head = (headers: string) => `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n`
const half = 'ab'.repeat(50 * KIB)

it('puts a body together and gives the pieces back at once', async () => {
  const { read, got, text } = await send([head(`Content-Length: ${2 * half.length}`), half, half])
  expect(text).toBe(half + half)
  expect(read.length).toBeGreaterThan(1)
  expect(given(read)).toBe(read.length)
  expect(got.length).toBe(1)
  expect(given(got)).toBe(0)
})

it('gives back what came of a body that has to give way', async () => {
  const { read, text } = await send([head(`Content-Length: ${2 * half.length}`), half, half], 120 * KIB)
  expect(text).toBe('')
  expect(read.length).toBeGreaterThan(1)
  // The last one was refused, and nobody keeps it.
  expect(given(read)).toBeGreaterThanOrEqual(read.length - 1)
})

it.each([
  ['without a stated length', 'Transfer-Encoding: chunked', `${half.length.toString(16)}\r\n${half}\r\n`],
  ['longer than any batch', `Content-Length: ${12 * half.length}`, half.repeat(6)],
])('hands a body on piece by piece %s', async (_, headers, part) => {
  const parts = headers.startsWith('Transfer') ? [part, part, '0\r\n\r\n'] : [part, part]
  const { read, got, text } = await send([head(headers), ...parts], 2048 * KIB)
  expect(text.length % half.length).toBe(0)
  expect(got.length).toBe(read.length)
  expect(given(read)).toBe(0)
})
