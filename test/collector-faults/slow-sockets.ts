import { setTimeout as sleep } from 'node:timers/promises'
import { connectClient, type RawClient } from '../../bench/collector/raw-client.ts'
import { median } from '../../bench/median.ts'
import { cpuOf, memoryOf } from './process-usage.ts'
import { startSlowClients } from './slow-clients.ts'
import type { Tally, World } from './world.ts'

const rounds = 6
const requests = 300

/** What requests took, one after the other: the slowest but one in a hundred, and CPU time of the server; in milliseconds. */
interface Cost {
  p99: number
  cpu: number
}

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
  const client = await connectClient(server.url, { 'content-type': 'text/plain' })
  const slow = startSlowClients(Number(new URL(server.url).port), count)
  const wrong = new Set<string>()
  const answered = new Map<string, number>()
  const ratios = { arriving: [] as number[], silent: [] as number[], cpu: [] as number[] }
  let most = 0
  let sent = 0
  const measure = async (): Promise<Cost> => {
    const before = cpuOf(server.pid)
    const times: number[] = []
    for (const end = sent + requests; sent < end; sent++) times.push(await post(client, sent, wrong))
    return { p99: p99(times), cpu: cpuOf(server.pid) - before }
  }
  await measure()
  for (let round = 0; round < rounds; round++) {
    await untilIdle(server.pid)
    const alone = await measure()
    const opened = slow.open()
    const arriving = await measure()
    await opened
    await untilIdle(server.pid)
    const silent = await measure()
    most = Math.max(most, memoryOf(server.pid))
    ratios.arriving.push(arriving.p99 / alone.p99)
    ratios.silent.push(silent.p99 / alone.p99)
    ratios.cpu.push(silent.cpu / alone.cpu)
    // Those of the last round are left to the server, which waits for them for half a minute.
    for (const [status, times] of Object.entries(await slow.close(round < rounds - 1)))
      answered.set(status, (answered.get(status) ?? 0) + times)
  }
  for (const status of answered.keys())
    if (status !== '408' && status !== '503') wrong.add(`a slow socket was answered ${status}`)
  if (most > mostMemory) wrong.add(`it took ${Math.round(most)} MB`)
  client.close()
  slow.end()
  await server.end('SIGTERM')
  const times = (list: number[]) => `× ${median(list).toFixed(2)}`
  const said = [...answered].map(([status, times]) => `${times} × ${status}`).join(', ')
  return {
    events: sent,
    lost: 0,
    double: 0,
    wrong: [...wrong],
    remark: `beside ${count} sockets p99 ${times(ratios.silent)}, CPU ${times(ratios.cpu)}; while they speak, p99 ${times(ratios.arriving)}; the most memory ${Math.round(most)} MB, ${said}`,
  }
}

/** How long a request takes, in milliseconds. */
async function post(client: RawClient, number: number, wrong: Set<string>): Promise<number> {
  const message = { type: 'page', messageId: `m${number}`, anonymousId: `v${number}` }
  const began = performance.now()
  const status = await client.post('/v1/batch', JSON.stringify({ writeKey: 'wk_test', batch: [message] }))
  if (status !== 200) wrong.add(`answered ${status}`)
  return performance.now() - began
}

/** What was sent to a busy server waits in the system until it is read, and to close a thousand connections takes a while. */
async function untilIdle(pid: number): Promise<void> {
  for (let before = -1; before !== cpuOf(pid); await sleep(200)) before = cpuOf(pid)
}

/** The slowest but one in a hundred. */
function p99(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}
