import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'
import { afterEach, expect, it } from 'vitest'
import { type RunningServer, startServer } from './start-server.ts'

const KIB = 1024
let server: RunningServer | undefined
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
})

/** Sends half of a body. */
async function sendHalf(bytes: number): Promise<void> {
  const socket = connect(Number(new URL(server?.url ?? '').port))
  sockets.push(socket)
  // A body that is cut off ends its connection.
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    `POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 * bytes}\r\n\r\n${'x'.repeat(bytes)}`,
  )
}

async function metric(name: string): Promise<number> {
  const response = await fetch(`${server?.url}/metrics`, { headers: { authorization: 'Bearer scraper' } })
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(await response.text())?.[1])
}

it('tells in the metrics what the bodies hold that have not come in whole, and how many were cut off', async () => {
  const ignore = () => {}
  server = await startServer({
    ...{ store: memoryStore(), model: defaultModel, keys: [], metricsToken: 'scraper' },
    ...{ host: '127.0.0.1', port: 0, unfinishedBytes: 100 * KIB },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  })
  expect([await metric('leadlight_unfinished_bytes'), await metric('leadlight_bodies_cut_total')]).toEqual([
    0, 0,
  ])
  await sendHalf(60 * KIB)
  await expect.poll(() => metric('leadlight_unfinished_bytes'), { timeout: 20_000 }).toBeGreaterThan(50 * KIB)
  await sendHalf(60 * KIB)
  await expect.poll(() => metric('leadlight_bodies_cut_total'), { timeout: 20_000 }).toBe(1)
})
