import { setTimeout as sleep } from 'node:timers/promises'
import { connectClient, type RawClient } from '../../bench/collector/raw-client.ts'
import { cpuOf, memoryOf } from './process-usage.ts'
import { startSlowClients } from './slow-clients.ts'
import type { Tally, World } from './world.ts'

const rounds = 6
const requests = 300

/** What requests took, one after the other, each by the clock, and together of the server's CPU time; in milliseconds. */
interface Cost {
  times: number[]
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
  const costs = { alone: [] as Cost[], arriving: [] as Cost[], silent: [] as Cost[] }
  let most = 0
  let sent = 0
  const measure = async (): Promise<Cost> => {
    const before = cpuOf(server.pid)
    const times: number[] = []
    for (const end = sent + requests; sent < end; sent++) times.push(await post(client, sent, wrong))
    return { times, cpu: cpuOf(server.pid) - before }
  }
  await measure()
  for (let round = 0; round < rounds; round++) {
    await untilIdle(server.pid)
    costs.alone.push(await measure())
    const opened = slow.open()
    costs.arriving.push(await measure())
    await opened
    await untilIdle(server.pid)
    costs.silent.push(await measure())
    most = Math.max(most, memoryOf(server.pid))
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
  const ratio = (kind: 'arriving' | 'silent', of: (costs: Cost[]) => number) =>
    `× ${(of(costs[kind]) / of(costs.alone)).toFixed(2)}`
  const said = [...answered].map(([status, times]) => `${times} × ${status}`).join(', ')
  return {
    events: sent,
    lost: 0,
    double: 0,
    wrong: [...wrong],
    remark: `beside ${count} sockets p99 ${ratio('silent', p99)}, CPU ${ratio('silent', cpu)}; while they speak, p99 ${ratio('arriving', p99)}; the most memory ${Math.round(most)} MB, ${said}`,
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

/** The slowest but one in a hundred, of all rounds together: a busy machine makes those of one round differ widely. */
function p99(costs: Cost[]): number {
  const times = costs.flatMap((cost) => cost.times).sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN
}

function cpu(costs: Cost[]): number {
  return costs.reduce((sum, cost) => sum + cost.cpu, 0)
}
