import { createCollector, type Store } from '@leadlight/collector'
import type { Batch } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { median } from '../median.ts'
import { VISITOR } from './copy-leads.ts'
import { makeBatch } from './load.ts'

/** What an event of a known lead costs at a number of leads. */
export interface Growth {
  leads: number
  /** Microseconds of CPU time, and of time, an event. */
  cpu: number
  wall: number
}

const perBatch = 20
const batchesAtOnce = 64
const rounds = 5
const leadsPerBatch = 500

/** Where the store is a server. */
export interface GrowthOnServer {
  /** Makes so many of each lead that is there; all of them are taken in unless given. */
  multiply(times: number): Promise<void>
  /** CPU time of the server, in microseconds. */
  cpu(): number
}

/** Fills a store with leads and measures on the way, each time by events of leads drawn from all of them. */
export async function measureGrowth(
  store: Store,
  sizes: number[],
  server?: GrowthOnServer,
): Promise<Growth[]> {
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  const collector = createCollector({ store, model: defaultModel, keys })
  const found: Growth[] = []
  let leads = 0
  for (const size of sizes) {
    if (server !== undefined && leads > 0) {
      await server.multiply(Math.round(size / leads))
      leads = size
    }
    for (; leads < size; leads += leadsPerBatch) await collector.ingest(newLeads(leads))
    const draw = () => {
      const number = Math.floor(Math.random() * size)
      const [taken] = server === undefined ? [size] : sizes
      const copy = Math.floor(number / (taken ?? size))
      return `${copy > 0 ? `c${copy}` : ''}${visitorOf(number % (taken ?? size))}`
    }
    const costs: { cpu: number; wall: number }[] = []
    for (let round = 0; round <= rounds; round++) {
      const batches = Array.from(
        { length: batchesAtOnce },
        (): Batch => JSON.parse(makeBatch(perBatch, false, draw())),
      )
      const start = performance.now()
      const before = process.cpuUsage()
      const beforeThere = server?.cpu() ?? 0
      await Promise.all(batches.map((batch) => collector.ingest(batch)))
      const { user, system } = process.cpuUsage(before)
      const events = perBatch * batchesAtOnce
      if (round > 0)
        costs.push({
          cpu: (user + system + (server?.cpu() ?? 0) - beforeThere) / events,
          wall: ((performance.now() - start) * 1000) / events,
        })
    }
    found.push({
      leads,
      cpu: median(costs.map(({ cpu }) => cpu)),
      wall: median(costs.map(({ wall }) => wall)),
    })
  }
  await collector.close()
  return found
}

function newLeads(from: number): Batch {
  const now = Date.now()
  const batch = Array.from({ length: leadsPerBatch }, (_, index) => ({
    type: 'identify' as const,
    messageId: `m-${from + index}`,
    anonymousId: visitorOf(from + index),
    timestamp: new Date(now - 3_600_000).toISOString(),
    traits: { email: `${visitorOf(from + index)}@example.com`, company: `Company ${(from + index) % 977}` },
  }))
  return { writeKey: 'wk_bench', sentAt: new Date(now).toISOString(), batch } as unknown as Batch
}

function visitorOf(number: number): string {
  return `${VISITOR}${number * 7919}`
}
