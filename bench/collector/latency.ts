import { setTimeout as sleep } from 'node:timers/promises'
import { makeBatch, pageHeaders } from './load.ts'
import { connectClient } from './raw-client.ts'
import { startMeasured, type Usage } from './start-server.ts'

/** How long answers took at a fixed rate of arrival, and what the server took meanwhile. */
export interface Latency {
  /** Events per second that arrived. */
  offered: number
  seconds: number
  /** Milliseconds from the time a request was due to its answer. */
  p50: number
  p99: number
  max: number
  /** Answered otherwise than by 200. */
  refused: number
  /** Memory of the server, and what of it are JavaScript objects, garbage included; in MB. */
  rss: MemoryCourse
  heap: MemoryCourse
}

/** After a tenth of the time, after half, at the end, and the most in between. */
interface MemoryCourse {
  early: number
  middle: number
  end: number
  most: number
}

const perBatch = 20
const connections = 64

/** A server that has just started is slower, until its code is compiled. */
const warmUpMs = 5_000

/**
 * Sends batches at a fixed rate, whether earlier ones were answered or not: each waits for a free connection, and its
 * waiting counts.
 *
 * @param offered events per second
 * @param collectors how many of them share the database, and the connections
 */
export async function measureLatency(
  database: string,
  offered: number,
  seconds: number,
  collectors = 1,
): Promise<Latency> {
  const servers = await Promise.all(
    Array.from({ length: collectors }, () => startMeasured('collector', database)),
  )
  const clients = await Promise.all(
    Array.from({ length: connections }, (_, index) =>
      connectClient(servers[index % collectors]?.url ?? '', pageHeaders),
    ),
  )
  const free = [...clients]
  const due: number[] = []
  const latencies: number[] = []
  const usages: Usage[] = []
  let refused = 0
  let running = 0

  const send = () => {
    while (due.length > 0 && free.length > 0) {
      const client = free.pop()
      const scheduled = due.shift() ?? 0
      running += 1
      void client?.post('/v1/batch', makeBatch(perBatch, due.length % 10 === 0)).then((status) => {
        if (scheduled > start + warmUpMs) latencies.push(performance.now() - scheduled)
        if (status !== 200) refused += 1
        running -= 1
        free.push(client)
        send()
      })
    }
  }
  const interval = (1000 * perBatch) / offered
  const start = performance.now()
  let lastSeen = start
  for (let next = start; next < start + warmUpMs + seconds * 1000; ) {
    const now = performance.now()
    for (; next <= now; next += interval) due.push(next)
    send()
    if (now - lastSeen > (seconds * 1000) / 50) {
      lastSeen = now
      const usage = await servers[0]?.usage()
      if (usage !== undefined) usages.push(usage)
    }
    await sleep(1)
  }
  while (running > 0 || due.length > 0) await sleep(5)
  for (const client of clients) client.close()
  await Promise.all(servers.map((server) => server.stop()))
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    offered,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    refused,
    rss: courseOf(usages.map(({ rss }) => rss)),
    heap: courseOf(usages.map(({ heap }) => heap)),
  }
}

function courseOf(bytes: number[]): MemoryCourse {
  const at = (share: number) => (bytes[Math.floor((bytes.length - 1) * share)] ?? 0) / 1e6
  return { early: at(0.1), middle: at(0.5), end: at(1), most: Math.max(...bytes) / 1e6 }
}
