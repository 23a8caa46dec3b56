import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { boundConnections, type ConnectionBounds } from './connection-bounds.ts'

let server: Server
let sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Starts a server to which every connection comes from the same network, unless it is told otherwise. */
async function start(
  bounds: Partial<ConnectionBounds>,
  answer: RequestListener = (_, response) => response.end('served'),
): Promise<void> {
  server = createServer(answer)
  boundConnections(server, { most: 100, mostPerNetwork: 100, networkOf: () => '203.0.113.0', ...bounds })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

interface Connection {
  socket: Socket
  /** Status of the answer to a request; undefined when the connection is closed without one. */
  ask(): Promise<string | undefined>
}

/** Opens a connection, which the server has counted by then. */
async function open(): Promise<Connection> {
  const counted = once(server, 'connection')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  sockets.push(socket)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  const over = once(socket, 'close')
  await counted
  return {
    socket,
    async ask() {
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      await over
      return text === '' ? undefined : text.slice(9, 12)
    },
  }
}

const connections = () =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

it('bounds the connections of a network, which may open others when it has closed some', async () => {
  await start({ mostPerNetwork: 2 })
  for (let round = 0; round < 2; round++) {
    const [first, second, third] = [await open(), await open(), await open()]
    expect(await third.ask()).toBe('429')
    first.socket.destroy()
    await expect.poll(connections).toBe(1)
    expect(await (await open()).ask()).toBe('200')
    expect(await second.ask()).toBe('200')
    await expect.poll(connections).toBe(0)
  }
})

it('bounds no network that has no name', async () => {
  await start({ mostPerNetwork: 1, networkOf: () => null })
  const opened = [await open(), await open(), await open()]
  for (const { ask } of opened) expect(await ask()).toBe('200')
})

it('closes the oldest connection that has not sent a request when there are too many', async () => {
  await start({ most: 2 })
  for (let round = 0; round < 2; round++) {
    const [oldest, second, third] = [await open(), await open(), await open()]
    expect(await oldest.ask()).toBe(undefined)
    for (const { ask } of [second, third]) expect(await ask()).toBe('200')
    await expect.poll(connections).toBe(0)
    // As many as are allowed: none is closed.
    const allowed = [await open(), await open()]
    for (const { ask } of allowed) expect(await ask()).toBe('200')
    await expect.poll(connections).toBe(0)
  }
})

it('never closes a connection whose request is being answered', async () => {
  let finish = () => {}
  await start({ most: 2 }, (_, response) => {
    finish = () => void response.end('served')
  })
  const busy = await open()
  const asked = once(server, 'request')
  const status = busy.ask()
  await asked
  const [silent] = [await open(), await open()]
  expect(await silent.ask()).toBe(undefined)
  finish()
  expect(await status).toBe('200')
})
