import { median } from '../median.ts'
import { makeBatch, pageHeaders } from './load.ts'
import { connectClient } from './raw-client.ts'
import { startMeasured } from './start-server.ts'

/** CPU time of a request, in microseconds. */
export interface ServerCost {
  /** By our way of listening, to a handler of web standards. */
  web: number
  /** By `node:http` and nothing else. */
  plain: number
  /** Median of the rounds' ratios. */
  ratio: number
}

const connections = 32
const requestsEach = 100

/** Compares handlers that read a batch, parse it and answer. */
export async function compareServers(rounds: number): Promise<ServerCost> {
  const body = makeBatch(20, false)
  const both = { web: await startMeasured('web'), plain: await startMeasured('plain') }
  const costs = { web: [] as number[], plain: [] as number[] }
  for (let round = -2; round < rounds; round++) {
    for (const kind of ['web', 'plain'] as const) {
      const server = both[kind]
      const before = await server.usage()
      await Promise.all(
        Array.from({ length: connections }, async () => {
          const client = await connectClient(server.url, pageHeaders)
          for (let sent = 0; sent < requestsEach; sent++) await client.post('/v1/batch', body)
          client.close()
        }),
      )
      const cost = ((await server.usage()).cpu - before.cpu) / (connections * requestsEach)
      if (round >= 0) costs[kind].push(cost)
    }
  }
  await Promise.all([both.web.stop(), both.plain.stop()])
  const ratio = median(costs.web.map((cost, round) => cost / (costs.plain[round] ?? Number.NaN)))
  return { web: median(costs.web), plain: median(costs.plain), ratio }
}
