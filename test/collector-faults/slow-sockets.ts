import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectClient, type RawClient } from '../../bench/collector/raw-client.ts'
import type { Tally, World } from './world.ts'

const rounds = 4
const requests = 200

/** What slow sockets say before they fall silent: half a head, half a small body, nearly all of a large one. */
const HEAD = 'POST /v1/batch HTTP/1.1\r\nHost: x\r\n'
const LARGE = 500 * 1024
const beginnings = [
  HEAD,
  `${HEAD}Content-Length: 5000\r\n\r\n{"batch":[`,
  `${HEAD}Content-Length: ${LARGE}\r\n\r\n${'x'.repeat(LARGE - 1)}`,
] as const

/**
 * Serves somebody beside sockets that never finish what they say, in turns with and without them. They are answered 408, or
 * 503 when they hold too much, or hung up on; memory stays bounded.
 *
 * @param mostMemory as much as the collector may take, in MB
 * @param args more options of the command
 */
export async function slowSockets(
  world: World,
  count: number,
  mostMemory: number,
  args: string[] = [],
): Promise<Tally> {
  const server = await world.start({ args: ['--key-rate', '0', ...args] })
  const { port } = new URL(server.url)
  const client = await connectClient(server.url, { 'content-type': 'text/plain' })
  const wrong = new Set<string>()
  const alone: number[] = []
  const beside: number[] = []
  const answered = new Map<string, number>()
  let most = 0
  await latencies(client, 'warm', wrong)
  for (let round = 0; round < rounds; round++) {
    alone.push(...(await latencies(client, `alone${round}`, wrong)))
    const slow = openSlow(Number(port), count, answered)
    const closed = Promise.all(slow.map((socket) => once(socket, 'close')))
    while (slow.some(({ writableLength, destroyed }) => writableLength > 0 && !destroyed)) await sleep(20)
    beside.push(...(await latencies(client, `beside${round}`, wrong)))
    most = Math.max(most, memoryOf(server.pid))
    // Those of the last round are left to the server, which waits for them for half a minute.
    if (round < rounds - 1) for (const socket of slow) socket.destroy()
    await closed
  }
  for (const status of answered.keys())
    if (status !== '408' && status !== '503') wrong.add(`a slow socket was answered ${status}`)
  if (most > mostMemory) wrong.add(`it took ${Math.round(most)} MB`)
  client.close()
  await server.end('SIGTERM')
  const [without, with_] = [p99(alone), p99(beside)]
  const times = `p99 ${without.toFixed(1)} ms alone, ${with_.toFixed(1)} ms beside ${count} sockets (× ${(with_ / without).toFixed(2)})`
  const said = [...answered].map(([status, times]) => `${times} × ${status}`).join(', ')
  return {
    events: requests * (2 * rounds + 1),
    lost: 0,
    double: 0,
    wrong: [...wrong],
    remark: `${times}, the most memory ${Math.round(most)} MB, ${said}`,
  }
}

function openSlow(port: number, count: number, answered: Map<string, number>): Socket[] {
  return Array.from({ length: count }, (_, index) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(beginnings[index % 3] ?? HEAD))
    return socket
      .on('error', () => {})
      .on('data', (chunk) => {
        const status = String(chunk).slice(9, 12)
        answered.set(status, (answered.get(status) ?? 0) + 1)
      })
  })
}

/** How long requests take one after the other, in milliseconds. */
async function latencies(client: RawClient, name: string, wrong: Set<string>): Promise<number[]> {
  const times: number[] = []
  for (let number = 0; number < requests; number++) {
    const message = { type: 'page', messageId: `${name}-${number}`, anonymousId: `v${number}` }
    const began = performance.now()
    const status = await client.post('/v1/batch', JSON.stringify({ writeKey: 'wk_test', batch: [message] }))
    times.push(performance.now() - began)
    if (status !== 200) wrong.add(`answered ${status}`)
  }
  return times
}

/** The slowest but one in a hundred. */
function p99(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}

/** What a process holds in memory, in MB. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
