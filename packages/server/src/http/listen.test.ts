import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type Listener, type ListenOptions, listen } from './listen.ts'

const KIB = 1024
let listener: Listener | undefined
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await listener?.drain(0)
})

async function start(options: Partial<ListenOptions> = {}): Promise<void> {
  const handler = async (request: Request) => new Response(String((await request.arrayBuffer()).byteLength))
  listener = await listen(handler, { host: '127.0.0.1', port: 0, ...options })
}

/** A connection, with all that it was answered, and the moment when it is over. */
function open(): { socket: Socket; said: () => string; over: Promise<unknown> } {
  const socket = connect(listener?.port ?? 0, '127.0.0.1')
  sockets.push(socket)
  let text = ''
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      text += chunk
    })
  return { socket, said: () => text, over: once(socket, 'close') }
}

const head = (length: number, headers = '') =>
  `POST / HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${length}\r\n\r\n`

/** Sends half of a body and waits until the server must have it. */
async function sendHalf(half: number, headers = ''): Promise<ReturnType<typeof open>> {
  const sender = open()
  sender.socket.write(head(2 * half, headers))
  await new Promise<void>((resolve) => {
    sender.socket.write('x'.repeat(half), () => setTimeout(resolve, 20))
  })
  return sender
}

async function post(size: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${listener?.port}`, {
    method: 'POST',
    body: 'x'.repeat(size),
  })
  return await response.text()
}

async function ask(request: string): Promise<string> {
  const { socket, said, over } = open()
  socket.end(`${request}\r\n\r\n`)
  await over
  return said()
}

it('answers the health checks of load balancers, which name no host', async () => {
  await start()
  expect(await ask('GET /api/health HTTP/1.0')).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\n0$/s)
})

it.each([
  'GET / HTTP/1.1\r\nHost: a b/c',
  'GET / HTTP/1.1\r\nHost: x:99999',
  'OPTIONS * HTTP/1.1\r\nHost: x',
])('says what is wrong with the address of %j', async (request) => {
  await start()
  const refusal =
    /^HTTP\/1\.1 400 .*"success":false,"error":{"code":"invalid_address","message":".*Host header/s
  expect(await ask(`${request}\r\nConnection: close`)).toMatch(refusal)
})

it('refuses the newest body when there is no room, and lets the others end', async () => {
  await start({ unfinishedBytes: 100 * KIB })
  const first = await sendHalf(60 * KIB)
  const second = await sendHalf(60 * KIB)
  await second.over
  expect(second.said()).toMatch(/^HTTP\/1\.1 503 .*\r\nretry-after: \d+\r\n.*"code":"overloaded"/s)
  first.socket.write('x'.repeat(60 * KIB))
  await expect.poll(first.said).toMatch(new RegExp(`^HTTP/1\\.1 200 .*${120 * KIB}$`, 's'))
  expect(await post(50 * KIB)).toBe(String(50 * KIB))
})

it('holds all of them without a bound (negative control)', async () => {
  await start({ unfinishedBytes: Number.POSITIVE_INFINITY })
  const senders = [await sendHalf(60 * KIB), await sendHalf(60 * KIB), await sendHalf(60 * KIB)]
  for (const { socket, said } of senders) {
    expect(said()).toBe('')
    socket.write('x'.repeat(60 * KIB))
    await expect.poll(said).toContain('HTTP/1.1 200')
  }
})

it('evicts the body that has held the most for the longest, once it is slow', async () => {
  let cuts = 0
  await start({ unfinishedBytes: 100 * KIB, onCut: () => cuts++ })
  const small = await sendHalf(10 * KIB)
  const large = await sendHalf(60 * KIB)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const next = await sendHalf(60 * KIB)
  await large.over
  expect(large.said()).toContain('HTTP/1.1 503')
  expect(cuts).toBe(1)
  small.socket.write('x'.repeat(10 * KIB))
  next.socket.write('x'.repeat(60 * KIB))
  await expect
    .poll(() => [small.said(), next.said()].map((said) => said.slice(9, 12)))
    .toEqual(['200', '200'])
})

it('allows one address a quarter of the room', async () => {
  await start({ unfinishedBytes: 100 * KIB, trustProxy: true })
  const from = (address: string) => `X-Forwarded-For: ${address}\r\n`
  const greedy = await sendHalf(20 * KIB, from('203.0.113.7'))
  const more = await sendHalf(20 * KIB, from('203.0.113.7'))
  const other = await sendHalf(20 * KIB, from('203.0.113.8'))
  await more.over
  expect(more.said()).toMatch(/^HTTP\/1\.1 429 .*\r\nretry-after: \d+\r\n/s)
  for (const { socket, said } of [greedy, other]) {
    socket.write('x'.repeat(20 * KIB))
    await expect.poll(said).toContain('HTTP/1.1 200')
  }
})

it('counts the overhead of each chunk', async () => {
  await start({ unfinishedBytes: 100 * KIB })
  const sender = open()
  sender.socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  sender.socket.write('1\r\nx\r\n'.repeat(1_000))
  await sender.over
  expect(sender.said()).toContain('HTTP/1.1 503')
})

it('releases bodies whose senders disconnect, and those that were answered early', async () => {
  await start({ unfinishedBytes: 100 * KIB })
  for (let round = 0; round < 5; round++) {
    const sender = await sendHalf(60 * KIB)
    sender.socket.destroy()
    await sender.over
  }
  await expect.poll(() => post(90 * KIB)).toBe(String(90 * KIB))
  const sender = await sendHalf(60 * KIB)
  sender.socket.write('x'.repeat(60 * KIB))
  await expect.poll(sender.said).toContain('HTTP/1.1 200')
})

it('closes idle and silent connections for new ones', async () => {
  await start({ connections: 10 })
  const silent = Array.from({ length: 30 }, open)
  await Promise.all(silent.slice(0, 15).map(({ over }) => over))
  const asking = Array.from({ length: 5 }, open)
  for (const { socket } of asking) socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await expect.poll(() => asking.map(({ said }) => said().slice(9, 12))).toEqual(asking.map(() => '200'))
  expect(await post(10)).toBe('10')
})
