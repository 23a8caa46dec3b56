import { setTimeout as sleep } from 'node:timers/promises'
import { connectClient } from '../../bench/collector/raw-client.ts'
import { memoryOf } from './slow-sockets.ts'
import { smallHeap, type Tally, type World } from './world.ts'

const connections = 1_000
const perBatch = 300

/**
 * Sends more than can be stored for some seconds, by many connections that never pause: 503, memory stays bounded, and what
 * was answered is stored.
 *
 * @param mostMemory as much as the collector may take, in MB
 * @param args more options of the command
 */
export async function overload(
  world: World,
  seconds: number,
  mostMemory: number,
  args: string[] = [],
): Promise<Tally> {
  const server = await world.start({ args: ['--key-rate', '0', ...args], env: smallHeap })
  const clients = await Promise.all(
    Array.from({ length: connections }, () => connectClient(server.url, { 'content-type': 'text/plain' })),
  )
  const statuses = new Map<number, number>()
  const answered = new Set<number>()
  let batches = 0
  let over = false
  let most = 0
  const sending = clients.map(async (client) => {
    while (!over) {
      const number = batches++
      const status = await client.post('/v1/batch', batchOf(number))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status === 200) answered.add(number)
    }
  })
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    await sleep(100)
    most = Math.max(most, memoryOf(server.pid))
  }
  over = true
  await Promise.all(sending)
  const wrong = [...statuses.keys()]
    .filter((status) => ![200, 429, 503].includes(status))
    .map((status) => `answered ${status}`)
  if (!statuses.has(503)) wrong.push('it never said that it was too much')
  if (most > mostMemory) wrong.push(`it took ${Math.round(most)} MB`)
  for (const client of clients) client.close()
  const { code } = await server.end('SIGTERM')
  if (code !== 0) wrong.push(`ended with ${code}`)
  const stored = await world.stored()
  let lost = 0
  for (const number of answered)
    if (!stored.has(`o${number}-0`) || !stored.has(`o${number}-${perBatch - 1}`)) lost += perBatch
  const double = [...stored.values()].filter((times) => times > 1).length
  const offered = [...statuses.values()].reduce((sum, times) => sum + times, 0)
  const remark = `${offered} requests, ${answered.size} taken in, the most memory ${Math.round(most)} MB`
  return { events: answered.size * perBatch, lost, double, wrong, remark }
}

function batchOf(number: number): string {
  const messages = Array.from(
    { length: perBatch },
    (_, index) =>
      `{"type":"track","event":"Seen","messageId":"o${number}-${index}","anonymousId":"v${number}","properties":{"path":"/a/b/c"}}`,
  )
  return `{"writeKey":"wk_test","batch":[${messages.join(',')}]}`
}
