import type { Batch } from '@leadlight/protocol'
import { median } from '../median.ts'
import { makeBatch } from './load.ts'

const perBatch = 20
const batchesAtOnce = 64
const roundsToWarmUp = 3

/** A collector with its database, and leads in it. */
export interface GrownSide {
  /** The visitor of some lead, another each time. */
  draw(): string
  ingest(batch: Batch): Promise<unknown>
  /** Changes the scores and records of some leads in a table that has nothing else: the least that it can cost. */
  upsert(): Promise<void>
  /** How many leads, persons and visitors there are. */
  count(): Promise<number>
  /** CPU time of this process and of the side's own server, in microseconds. */
  cpu(): number
}

/** CPU time with few leads and with many, in microseconds; medians of all rounds. */
export interface Growth {
  what: string
  few: number
  many: number
  ratio: number
}

/**
 * What an event of a known lead costs with few leads and with many, by turns; and, beside it, a bare upsert of a lead.
 *
 * @throws when an event was not one of a known lead
 */
export async function measureGrowth(few: GrownSide, many: GrownSide, rounds: number): Promise<Growth[]> {
  const counts = () => Promise.all([few.count(), many.count()])
  const before = await counts()
  const costs = [few, many].map(() => ({ event: [] as number[], upsert: [] as number[] }))
  for (let round = 0; round < roundsToWarmUp + rounds; round++) {
    // Who is first takes turns.
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const side = index === 0 ? few : many
      const batches = Array.from({ length: batchesAtOnce }, () => batchFrom(side))
      const event = await costOf(side, () => Promise.all(batches.map(side.ingest)))
      const upsert = await costOf(side, side.upsert)
      if (round < roundsToWarmUp) continue
      costs[index]?.event.push(event / (perBatch * batchesAtOnce))
      costs[index]?.upsert.push(upsert / upsertsAtOnce)
    }
  }
  if (String(await counts()) !== String(before))
    throw new Error('Events made new leads: the copies are not known')
  const compare = (what: string, kind: 'event' | 'upsert'): Growth => {
    const [one = Number.NaN, other = Number.NaN] = costs.map((cost) => median(cost[kind]))
    return { what, few: one, many: other, ratio: other / one }
  }
  return [compare('event of a known lead', 'event'), compare('bare upsert of a lead', 'upsert')]
}

/** How many leads {@link GrownSide.upsert} changes. */
export const upsertsAtOnce = 256

function batchFrom({ draw }: GrownSide): Batch {
  return JSON.parse(makeBatch(perBatch, false, draw()))
}

async function costOf(side: GrownSide, work: () => Promise<unknown>): Promise<number> {
  const before = side.cpu()
  await work()
  return side.cpu() - before
}
