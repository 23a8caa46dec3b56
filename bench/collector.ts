import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { bigints, booleans, texts } from '../packages/collector/src/storage/postgres/arrays.ts'
import { startPostgres } from '../test/postgres.ts'
import { createBarePostgres } from './collector/bare-postgres.ts'
import { createBareSqlite } from './collector/bare-sqlite.ts'
import { compareOnPostgres, compareOnSqlite } from './collector/compare-growth.ts'
import { watchDatabase, withDatabase } from './collector/database-cpu.ts'
import type { Growth } from './collector/growth.ts'
import { measureLatency } from './collector/latency.ts'
import { eventsIn, orderedId, randomId, usualShape } from './collector/load.ts'
import { plainWay } from './collector/plain-sqlite.ts'
import { compareServers } from './collector/servers.ts'
import { measureSeveral } from './collector/several.ts'
import { compare, handlerWay, httpWay, type Throughput, type Way } from './collector/throughput.ts'

/** What the benchmark of the collector is told. */
export interface CollectorBenchOptions {
  /** Rounds that count of each comparison; 9 unless told. */
  runs?: number
  /** How long latency and memory are watched; half a minute unless told. */
  minutes?: number
  /** The larger number of leads that an event's cost is measured at, some ten thousands; 100,000 unless told. A million takes 15 GB of disk. */
  leads?: number
  /** Where the figures go as JSON; nowhere unless told. */
  json?: string
  /** Of `throughput`, `latency`, `growth`, `servers`, `postgres`, `postgres-growth` and `collectors`, with commas between; all unless told. */
  parts?: string
  /** Ids of events and visitors in `throughput`: `ordered` by time, as the tracker makes them, unless told; or `random`, as Segment's clients do. */
  ids?: 'ordered' | 'random'
}

const parts = [
  'throughput',
  'latency',
  'growth',
  'servers',
  'postgres',
  'postgres-growth',
  'collectors',
] as const

/**
 * What the collector costs beside bare grouped inserts with the same durability, interleaved in one run: validated,
 * deduplicated, stored, linked, scored, answered after an fsync; how long answers take at half of what it can do; what
 * an event costs as the leads become many.
 */
export async function run(options: CollectorBenchOptions): Promise<void> {
  const asked = options.parts?.split(',') ?? [...parts]
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'))
  const results: Record<string, unknown> = {
    date: new Date().toISOString(),
    node: process.version,
    processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  }
  try {
    if (asked.includes('throughput')) results.sqlite = await throughputOnSqlite(folder, options)
    if (asked.includes('latency')) results.latency = await latency(folder, options)
    const { leads = 100_000, runs = 15 } = options
    if (asked.includes('growth')) {
      const found = await compareOnSqlite(folder, leads, runs)
      results.growthOnSqlite = showGrowth('SQLite', leads, found)
    }
    if (asked.includes('postgres-growth')) {
      const found = await compareOnPostgres(leads, runs)
      showGrowth('PostgreSQL as installed, with the server’s CPU time', leads, found.asInstalled)
      showGrowth('PostgreSQL with all leads in shared_buffers', leads, found.inMemory)
      results.growthOnPostgres = found
    }
    if (asked.includes('servers')) results.servers = await servers(options.runs ?? 9)
    Object.assign(results, await onPostgres(asked, options))
  } finally {
    rmSync(folder, { recursive: true })
  }
  results.load = loadavg()[0]
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
}

async function throughputOnSqlite(folder: string, { runs = 9, ids = 'ordered' }: CollectorBenchOptions) {
  if (ids !== 'ordered' && ids !== 'random') throw new Error(`--ids must be ordered or random, not ${ids}`)
  const file = (name: string) => join(folder, `${name}.db`)
  const handler = handlerWay(sqliteStore(file('handler')))
  const log = createBareSqlite(file('handler'), file('log'), ['events', 'origins'])
  const tables = ['events', 'origins', 'visitors', 'visits', 'persons', 'links', 'leads']
  const all = createBareSqlite(file('handler'), file('all'), tables)
  const found = await compare(
    [
      handler,
      {
        what: 'bare insert of the rows of the log',
        round: () => log.insertAgain(usualShape),
        end: log.close,
      },
      {
        what: 'bare insert of the rows of all tables',
        round: () => all.insertAgain(usualShape),
        end: all.close,
      },
      plainWay(file('plain')),
      await httpWay(file('http')),
    ],
    runs,
    ids === 'random' ? randomId : orderedId,
  )
  show(`SQLite FULL, ${ids} ids`, found)
  return found
}

async function latency(folder: string, { minutes = 0.5 }: CollectorBenchOptions) {
  const [http] = await compare([await httpWay(join(folder, 'most.db'))], 5)
  const found = await measureLatency(join(folder, 'latency.db'), (http?.rate ?? 0) / 2, minutes * 60)
  console.log('\nAt half of what it can do, open loop, SQLite')
  const [rss, heap] = [found.rss, found.heap].map((course) =>
    Object.values(course).map(Math.round).join(' → '),
  )
  console.table([{ ...found, rss, heap }])
  return found
}

function showGrowth(title: string, leads: number, found: Growth[]): Growth[] {
  console.log(`\n${title}: CPU time in microseconds with 10,000 leads and with ${leads.toLocaleString('en')}`)
  console.table(found)
  return found
}

async function servers(rounds: number) {
  const found = await compareServers(rounds)
  console.log('\nCPU time of a request that is only parsed, in microseconds')
  console.table([found])
  return found
}

async function onPostgres(asked: string[], options: CollectorBenchOptions) {
  const own = ['postgres', 'collectors'].filter((part) => asked.includes(part))
  if (own.length === 0) return {}
  const server = await startPostgres({ durable: true })
  const results: Record<string, unknown> = {}
  try {
    if (asked.includes('postgres'))
      results.postgres = await throughputOnPostgres(server.url, options.runs ?? 9)
    if (asked.includes('collectors')) {
      const seconds = Math.min(60, (options.minutes ?? 0.25) * 60)
      const found = await measureSeveral(server.url, [1, 2, 4], options.runs ?? 9, seconds)
      console.log(
        '\nCollectors on one PostgreSQL, over HTTP; answers at one rate of arrival, in milliseconds',
      )
      console.table(found)
      results.collectors = found
    }
    return results
  } finally {
    await server.stop()
  }
}

async function throughputOnPostgres(url: string, rounds: number): Promise<Throughput[]> {
  const cpu = await watchDatabase(url)
  const events = eventsIn(usualShape)
  const bare = (what: string, schema: string, writeList?: typeof writeBinary): Way => {
    let made: ReturnType<typeof createBarePostgres> | undefined
    return {
      what,
      // Only with the first round the tables are there.
      round: async () => {
        made ??= createBarePostgres(url, schema, writeList)
        return (await made).insertAgain(usualShape)
      },
      end: async () => (await made)?.close(),
    }
  }
  const ways = [
    handlerWay(postgresStore(url)),
    bare('bare grouped insert of the log', 'bare'),
    bare('the same, by binary arrays', 'bare_binary', writeBinary),
  ]
  const found = await compare(
    ways.map((way) => withDatabase(way, cpu, events)),
    rounds,
  )
  show('PostgreSQL, synchronous_commit on; CPU time with the server’s', found)
  return found
}

/** As the adapter writes lists. */
function writeBinary(type: string, values: unknown[]): Buffer {
  if (type === 'bigint') return bigints(values.map((value) => (value === null ? null : Number(value))))()
  return type === 'boolean' ? booleans(values as boolean[])() : texts(values as (string | null)[])()
}

/** The ratios are those of the first line over each of the others. */
function show(title: string, found: Throughput[]): void {
  const { clients, perBatch } = usualShape
  console.log(`\n${title}; ${clients} clients, batches of ${perBatch}, one in six visitors identified`)
  console.table(
    found.map(({ what, rate, cpu, rateRatio, cpuRatio }) => ({
      what,
      'events/s': Math.round(rate),
      'CPU µs an event': cpu.toFixed(1),
      'events a CPU second': Math.round(1e6 / cpu),
      'handler beside it': (1 / rateRatio).toFixed(2),
      'by CPU time': (1 / cpuRatio).toFixed(2),
    })),
  )
}
