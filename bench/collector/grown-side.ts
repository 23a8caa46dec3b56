import { type Collector, createCollector, type Store } from '@leadlight/collector'
import { defaultModel } from '@leadlight/scoring'
import { type GrownSide, upsertsAtOnce } from './growth.ts'

/** A side that has to be ended. */
export interface OpenSide extends GrownSide {
  close(): Promise<void>
}

/** As many leads are taken in by the collector on each side; the others are their copies. */
export const TAKEN = 10_000

/** What a bare upsert writes; about as long as a lead's record. */
export const bareRecord = 'x'.repeat(1_500)

/** Counts leads, persons and visitors. */
export function writeCount(schema: string): string {
  const counts = ['leads', 'persons', 'visitors'].map((table) => `(SELECT count(*) FROM ${schema}.${table})`)
  return `SELECT ${counts.join(' + ')} AS count`
}

/** A collector as sides have it. */
export function openCollector(store: Store): Collector {
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  return createCollector({ store, model: defaultModel, keys })
}

/** CPU time of this process, in microseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** As many of these as a bare upsert takes. */
export function drawSome(ids: string[]): string[] {
  const drawn = new Set<string>()
  while (drawn.size < upsertsAtOnce) drawn.add(ids[Math.floor(Math.random() * ids.length)] ?? '')
  return [...drawn]
}
