import { setTimeout as sleep } from 'node:timers/promises'
import { connectClient } from '../../bench/collector/raw-client.ts'
import { memoryOf } from './process-usage.ts'
import type { Tally, World } from './world.ts'

const connections = 1_000
const perBatch = 300

/**
 * Sends more than can be stored for some seconds, by many connections that never pause: 503, memory stays bounded, and what
 * was answered is stored.
 *
 * @param mostMemory as much as the collector may take, in MB
 * @param args more options of the command
 * @param text how many letters each event has besides
 */
export async function overload(
  world: World,
  seconds: number,
  mostMemory: number,
  { args = [], text = 0 }: { args?: string[]; text?: number } = {},
): Promise<Tally> {
  const batchOf = writeBatches(text)
  const server = await world.start({ args: ['--key-rate', '0', ...args] })
  const connect = () => connectClient(server.url, { 'content-type': 'text/plain' })
  const clients = await Promise.all(Array.from({ length: connections }, connect))
  const statuses = new Map<number, number>()
  const answered = new Set<number>()
  let batches = 0
  let over = false
  let most = 0
  const sending = clients.map(async (client, place) => {
    while (!over) {
      const number = batches++
      // Who is refused while still sending may find the connection gone before the answer was read.
      const status = await client.post('/v1/batch', batchOf(number)).catch(async () => {
        client.close()
        client = await connect()
        clients[place] = client
        return 0
      })
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
    .filter((status) => ![0, 200, 429, 503].includes(status))
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

/** Writes batches by their numbers. */
function writeBatches(text: number): (number: number) => string {
  const messages = Array.from(
    { length: perBatch },
    (_, index) =>
      `{"type":"track","event":"Seen","messageId":"o#-${index}","anonymousId":"v#","properties":{"path":"/a/b/c","text":"${'x'.repeat(text)}"}}`,
  )
  const batch = `{"writeKey":"wk_test","batch":[${messages.join(',')}]}`
  return (number) => batch.replaceAll('#', String(number))
}
