import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { startPostgres } from '../test/postgres.ts'
import { createBarePostgres } from './collector/bare-postgres.ts'
import { createBareSqlite } from './collector/bare-sqlite.ts'
import { measureGrowth } from './collector/growth.ts'
import { measureLatency } from './collector/latency.ts'
import { usualShape } from './collector/load.ts'
import { compareServers } from './collector/servers.ts'
import { compare, handlerWay, httpWay, type Throughput } from './collector/throughput.ts'

/** What the benchmark of the collector is told. */
export interface CollectorBenchOptions {
  /** Rounds that count of each comparison; 9 unless told. */
  runs?: number
  /** How long latency and memory are watched; half a minute unless told. */
  minutes?: number
  /** The larger number of leads that an event's cost is measured at; 100,000 unless told. */
  leads?: number
  /** Where the figures go as JSON; nowhere unless told. */
  json?: string
  /** Of `throughput`, `latency`, `growth`, `servers` and `postgres`, with commas between; all unless told. */
  parts?: string
}

const parts = ['throughput', 'latency', 'growth', 'servers', 'postgres'] as const

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
    if (asked.includes('throughput')) results.sqlite = await throughputOnSqlite(folder, options.runs ?? 9)
    if (asked.includes('latency')) results.latency = await latency(folder, options)
    if (asked.includes('growth'))
      results.growthOnSqlite = await growth(sqliteStore(join(folder, 'growth.db')), options)
    if (asked.includes('servers')) results.servers = await servers(options.runs ?? 9)
    if (asked.includes('postgres')) Object.assign(results, await onPostgres(options))
  } finally {
    rmSync(folder, { recursive: true })
  }
  results.load = loadavg()[0]
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
}

async function throughputOnSqlite(folder: string, rounds: number): Promise<Throughput[]> {
  const file = (name: string) => join(folder, `${name}.db`)
  const handler = handlerWay(sqliteStore(file('handler')))
  const log = createBareSqlite(file('handler'), file('log'), ['events'])
  const tables = ['events', 'visitors', 'visits', 'persons', 'links', 'leads']
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
      await httpWay(file('http')),
    ],
    rounds,
  )
  show('SQLite FULL', found)
  return found
}

async function latency(folder: string, { minutes = 0.5 }: CollectorBenchOptions) {
  const [http] = await compare([await httpWay(join(folder, 'most.db'))], 5)
  const found = await measureLatency(join(folder, 'latency.db'), (http?.rate ?? 0) / 2, minutes * 60)
  console.log('\nAt half of what it can do, open loop, SQLite')
  console.table([{ ...found, rss: Object.values(found.rss).map(Math.round).join(' → ') }])
  return found
}

async function growth(
  store: Parameters<typeof measureGrowth>[0],
  { leads = 100_000 }: CollectorBenchOptions,
) {
  const found = await measureGrowth(store, [10_000, leads])
  console.log('\nAn event of a known lead, in microseconds')
  console.table(found)
  return found
}

async function servers(rounds: number) {
  const found = await compareServers(rounds)
  console.log('\nCPU time of a request that is only parsed, in microseconds')
  console.table([found])
  return found
}

async function onPostgres(options: CollectorBenchOptions) {
  const server = await startPostgres({ durable: true })
  try {
    const handler = handlerWay(postgresStore(server.url))
    let bare: ReturnType<typeof createBarePostgres> | undefined
    const bareWay = async () => {
      // Only now the tables are there.
      bare ??= createBarePostgres(server.url)
      return (await bare).insertAgain(usualShape)
    }
    const found = await compare(
      [
        handler,
        { what: 'bare grouped insert of the log', round: bareWay, end: async () => (await bare)?.close() },
      ],
      options.runs ?? 9,
    )
    show('PostgreSQL, synchronous_commit on; CPU time without the server’s', found)
    const store = postgresStore({ connectionString: server.url, schema: 'growth' })
    return { postgres: found, growthOnPostgres: await growth(store, options) }
  } finally {
    await server.stop()
  }
}

/** The ratios are those of the first line over each of the others. */
function show(title: string, found: Throughput[]): void {
  const { clients, perBatch } = usualShape
  console.log(`\n${title}; ${clients} clients, batches of ${perBatch}, one in ten visitors identified`)
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
