import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connectClient, type RawClient } from '../../bench/collector/raw-client.ts'
import type { Tally, World } from './world.ts'

const requests = 400

/** Serves somebody beside sockets that never finish what they say; these are answered 408 or hung up on. */
export async function slowSockets(world: World, count: number): Promise<Tally> {
  const server = await world.start({ args: ['--key-rate', '0'] })
  const { port } = new URL(server.url)
  const client = await connectClient(server.url, { 'content-type': 'text/plain' })
  const wrong: string[] = []
  await latency(client, 'warm', wrong)
  const alone = await latency(client, 'alone', wrong)
  const said: string[] = []
  const sockets: Socket[] = Array.from({ length: count }, (_, index) => {
    const head = 'POST /v1/batch HTTP/1.1\r\nHost: x\r\n'
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(index % 2 === 0 ? head : `${head}Content-Length: 5000\r\n\r\n{"batch":[`),
    )
    return socket.on('error', () => {}).on('data', (chunk) => said.push(String(chunk).slice(9, 12)))
  })
  const closed = Promise.all(sockets.map((socket) => once(socket, 'close')))
  const beside = await latency(client, 'beside', wrong)
  await closed
  for (const status of new Set(said)) if (status !== '408') wrong.push(`a slow socket was answered ${status}`)
  client.close()
  await server.end('SIGTERM')
  const figures = `p99 ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside ${count} sockets`
  return { events: requests * 3, lost: 0, double: 0, wrong, remark: `${figures}, ${said.length} × 408` }
}

/** The slowest but one in a hundred of requests one after the other, in milliseconds. */
async function latency(client: RawClient, name: string, wrong: string[]): Promise<number> {
  const times: number[] = []
  for (let number = 0; number < requests; number++) {
    const message = { type: 'page', messageId: `${name}-${number}`, anonymousId: `v${number}` }
    const began = performance.now()
    const status = await client.post('/v1/batch', JSON.stringify({ writeKey: 'wk_test', batch: [message] }))
    times.push(performance.now() - began)
    if (status !== 200) wrong.push(`answered ${status}`)
  }
  times.sort((a, b) => a - b)
  return times[Math.floor(times.length * 0.99)] ?? Number.NaN
}
