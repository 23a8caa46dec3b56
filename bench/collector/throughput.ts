import { createCollector, type Store } from '@leadlight/collector'
import { defaultModel } from '@leadlight/scoring'
import { median } from '../median.ts'
import { eventsIn, type MakeId, makeLoad, pageHeaders, usualShape } from './load.ts'
import { type Cost, measure } from './measure.ts'
import { connectClient } from './raw-client.ts'
import { startMeasured } from './start-server.ts'

/** A way of taking a load in; ways are interleaved, round by round. */
export interface Way {
  what: string
  round(load: string[][]): Promise<Cost>
  end(): Promise<void> | void
}

/** A line of the result. */
export interface Throughput {
  what: string
  /** Events per second; the median of the rounds. */
  rate: number
  /** Microseconds of CPU time an event. */
  cpu: number
  /** Its rate, and how many of its events a second of CPU time takes, over those of the first way in the same round. */
  rateRatio: number
  cpuRatio: number
}

const size = eventsIn(usualShape)
const WARM_UP = 8

/** Interleaves the ways; the first 8 rounds warm up and do not count. */
export async function compare(ways: Way[], rounds: number, makeId?: MakeId): Promise<Throughput[]> {
  const costs = ways.map((): Cost[] => [])
  for (let round = -WARM_UP; round < rounds; round++) {
    const load = makeLoad(usualShape, makeId)
    for (const [index, way] of ways.entries()) {
      const cost = await way.round(load)
      if (round >= 0) costs[index]?.push(cost)
    }
  }
  for (const way of ways) await way.end()
  const floor = costs[0] ?? []
  return ways.map(({ what }, index) => {
    const own = costs[index] ?? []
    const ratio = (read: (cost: Cost) => number) =>
      median(
        own.map((cost, round) => read(cost) / read(floor[round] ?? { rate: Number.NaN, cpu: Number.NaN })),
      )
    return {
      what,
      rate: median(own.map(({ rate }) => rate)),
      cpu: median(own.map(({ cpu }) => cpu)),
      rateRatio: ratio(({ rate }) => rate),
      cpuRatio: 1 / ratio(({ cpu }) => cpu),
    }
  })
}

/** `collector.fetch` within this process. */
export function handlerWay(store: Store): Way {
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  const collector = createCollector({
    store,
    model: defaultModel,
    keys,
    limits: { perKey: false, perAddress: false },
  })
  return {
    what: 'collector.fetch',
    async round(load) {
      // What a server would have made of the bytes by then.
      const requests = load.map((own) =>
        own.map((body) => {
          const headers = { ...pageHeaders, 'content-length': String(body.length) }
          return new Request('http://bench/v1/batch', { method: 'POST', body, headers })
        }),
      )
      return measure(requests, size, async (own) => {
        for (const request of own) {
          const answer = await collector.fetch(request, { ip: '203.0.113.77' })
          if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
        }
      })
    },
    end: () => collector.close(),
  }
}

/** `leadlight serve` in a process of its own, over HTTP; its CPU time is the server's alone. */
export async function httpWay(database: string): Promise<Way> {
  const server = await startMeasured('collector', database)
  const clients = await Promise.all(
    Array.from({ length: usualShape.clients }, () => connectClient(server.url, pageHeaders)),
  )
  return {
    what: 'leadlight serve, over HTTP',
    async round(load) {
      const before = await server.usage()
      const work = load.map((bodies, index) => ({ bodies, client: clients[index] }))
      const { rate } = await measure(work, size, async ({ bodies, client }) => {
        for (const body of bodies) {
          const status = await client?.post('/v1/batch', body)
          if (status !== 200) throw new Error(`answered ${status}`)
        }
      })
      return { rate, cpu: ((await server.usage()).cpu - before.cpu) / size }
    },
    async end() {
      for (const client of clients) client.close()
      await server.stop()
    },
  }
}
