import { median } from '../median.ts'
import { measureLatency } from './latency.ts'
import { eventsIn, makeLoad, pageHeaders, usualShape } from './load.ts'
import { measure } from './measure.ts'
import { connectClient } from './raw-client.ts'
import { startMeasured } from './start-server.ts'

/** What a number of collectors on one database do together. */
export interface Several {
  collectors: number
  /** Events per second; the median of the rounds. */
  rate: number
  /** Over that of the first number in the same round. */
  rateRatio: number
  /** Microseconds of CPU time an event, of the collectors alone. */
  cpu: number
  /** Milliseconds of answers at the same rate of arrival for each number. */
  p50: number
  p99: number
}

/** Half of the usual load, for there are many rounds. */
const shape = { ...usualShape, batches: usualShape.batches / 2 }
const size = eventsIn(shape)

/** The rate of arrival at which answers are timed, of the lowest rate that was reached. */
const SHARE_OF_RATE = 0.4

/** Interleaves the numbers of collectors, round by round; then times answers. */
export async function measureSeveral(
  database: string,
  numbers: number[],
  rounds: number,
  seconds: number,
): Promise<Several[]> {
  const worlds: {
    collectors: number
    round(load: string[][]): Promise<{ rate: number; cpu: number }>
    end(): Promise<void>
  }[] = []
  for (const collectors of numbers) worlds.push(await startSeveral(database, collectors))
  const found = worlds.map((): { rate: number; cpu: number }[] => [])
  for (let round = -2; round < rounds; round++) {
    for (const [index, world] of worlds.entries()) {
      const cost = await world.round(makeLoad(shape))
      if (round >= 0) found[index]?.push(cost)
    }
  }
  for (const world of worlds) await world.end()
  const rates = found.map((costs) => median(costs.map(({ rate }) => rate)))
  const lines: Several[] = []
  for (const [index, collectors] of numbers.entries()) {
    const costs = found[index] ?? []
    const latency = await measureLatency(database, Math.min(...rates) * SHARE_OF_RATE, seconds, collectors)
    lines.push({
      collectors,
      rate: rates[index] ?? 0,
      rateRatio: median(costs.map(({ rate }, round) => rate / (found[0]?.[round]?.rate ?? rate))),
      cpu: median(costs.map(({ cpu }) => cpu)),
      p50: latency.p50,
      p99: latency.p99,
    })
  }
  return lines
}

async function startSeveral(database: string, collectors: number) {
  const servers = await Promise.all(
    Array.from({ length: collectors }, () => startMeasured('collector', database)),
  )
  const usage = async () => {
    const all = await Promise.all(servers.map((server) => server.usage()))
    return all.reduce((sum, { cpu }) => sum + cpu, 0)
  }
  return {
    collectors,
    async round(load: string[][]) {
      // Anew each time: servers close connections that are idle while the others have their turn.
      const clients = await Promise.all(
        Array.from({ length: shape.clients }, (_, index) =>
          connectClient(servers[index % collectors]?.url ?? '', pageHeaders),
        ),
      )
      const before = await usage()
      const work = load.map((bodies, index) => ({ bodies, client: clients[index] }))
      const { rate } = await measure(work, size, async ({ bodies, client }) => {
        for (const body of bodies) {
          const status = await client?.post('/v1/batch', body)
          if (status !== 200) throw new Error(`answered ${status}`)
        }
      })
      for (const client of clients) client.close()
      return { rate, cpu: ((await usage()) - before) / size }
    },
    end: async () => {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}
