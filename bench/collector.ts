import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { createCollector } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'
import { batchesPerClient, clients, loadSize, makeLoad, pageHeaders, perBatch } from './collector-load.ts'
import { median } from './median.ts'

const rounds = 9

/** What one way of taking a load in cost. */
interface Cost {
  /** Events per second. */
  rate: number
  /** CPU time an event, of all threads, in microseconds. */
  cpu: number
}

/**
 * Events per second through the whole handler (parsed, validated, deduplicated, stored, linked, scored, answered after
 * an fsync) beside bare grouped inserts with the same durability, interleaved in one process: of the very rows that it
 * wrote into its log, and of the messages as they were sent into a table of three columns. The first round warms up.
 */
export async function run(): Promise<void> {
  const costs = { sent: [] as Cost[], rows: [] as Cost[], collector: [] as Cost[] }
  for (let round = 0; round <= rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'))
    const load = makeLoad(round)
    const cost = {
      sent: await insertBare(join(folder, 'sent.db'), sentTable, batchesOf(load)),
      collector: await collect(join(folder, 'leads.db'), load),
      rows: await insertRows(folder),
    }
    rmSync(folder, { recursive: true })
    if (round === 0) continue
    for (const way of ['sent', 'rows', 'collector'] as const) costs[way].push(cost[way])
  }
  const ratio = (floor: Cost[]) =>
    median(costs.collector.map(({ rate }, index) => rate / (floor[index]?.rate ?? Number.NaN))).toFixed(2)
  const row = (what: string, way: Cost[], to?: Cost[]) => ({
    what,
    'events/s': Math.round(median(way.map(({ rate }) => rate))),
    'CPU µs an event': median(way.map(({ cpu }) => cpu)).toFixed(1),
    'collector beside it': to ? ratio(to) : '',
  })
  console.table([
    row('bare insert of the messages as sent', costs.sent, costs.sent),
    row('bare insert of the rows of the log', costs.rows, costs.rows),
    row('collector.fetch', costs.collector),
  ])
  console.log(
    `${clients} clients, batches of ${perBatch}, SQLite FULL, one in ten visitors identified; medians of ${rounds} rounds`,
  )
}

async function collect(file: string, load: string[][]): Promise<Cost> {
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  const collector = createCollector({ store: sqliteStore(file), model: defaultModel, keys })
  const cost = await measure(load, async (own) => {
    for (const body of own) {
      const headers = { ...pageHeaders, 'content-length': String(body.length) }
      const request = new Request('http://bench/v1/batch', { method: 'POST', body, headers })
      const answer = await collector.fetch(request, { ip: '203.0.113.77' })
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    }
  })
  await collector.close()
  return cost
}

type Row = SQLInputValue[]

const sentTable = [
  'CREATE TABLE events (id TEXT UNIQUE, visitor TEXT, body TEXT)',
  'CREATE INDEX by_visitor ON events (visitor)',
]

function batchesOf(load: string[][]): Row[][][] {
  return load.map((own) =>
    own.map((text) => {
      const { anonymousId, batch }: { anonymousId: string; batch: { messageId: string }[] } = JSON.parse(text)
      return batch.map((message) => [message.messageId, anonymousId, JSON.stringify(message)])
    }),
  )
}

/** The log that the collector left in the folder once more, by nothing but inserts into the same table. */
async function insertRows(folder: string): Promise<Cost> {
  const from = new DatabaseSync(join(folder, 'leads.db'), { readOnly: true })
  const table = from.prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = 'events' ORDER BY rowid").all()
  const rows = from.prepare('SELECT * FROM events ORDER BY seq').all()
  from.close()
  const values = rows.map(({ seq: _, ...row }): Row => [null, ...Object.values(row)])
  const batches = Array.from({ length: clients }, (_, client) =>
    Array.from({ length: batchesPerClient }, (_, number) => {
      const start = (number * clients + client) * perBatch
      return values.slice(start, start + perBatch)
    }),
  )
  return insertBare(
    join(folder, 'rows.db'),
    table.map(({ sql }) => String(sql)),
    batches,
  )
}

/** Groups by loop turn, one transaction a group, answers after it. */
async function insertBare(file: string, table: string[], batches: Row[][][]): Promise<Cost> {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  for (const sql of table) database.exec(sql)
  const places = (batches[0]?.[0]?.[0] ?? []).map(() => '?').join(', ')
  const insert = database.prepare(`INSERT OR IGNORE INTO events VALUES (${places})`)
  let waiting: { rows: Row[]; done: () => void }[] = []
  const commit = () => {
    const group = waiting
    waiting = []
    database.exec('BEGIN')
    for (const { rows } of group) for (const row of rows) insert.run(...row)
    database.exec('COMMIT')
    for (const { done } of group) done()
  }
  const cost = await measure(batches, async (own) => {
    for (const rows of own) {
      await new Promise<void>((done) => {
        if (waiting.push({ rows, done }) === 1) setImmediate(commit)
      })
    }
  })
  database.close()
  return cost
}

async function measure<Work>(work: Work[], doOne: (own: Work) => Promise<void>): Promise<Cost> {
  const start = performance.now()
  const before = process.cpuUsage()
  await Promise.all(work.map(doOne))
  const { user, system } = process.cpuUsage(before)
  return { rate: (loadSize * 1000) / (performance.now() - start), cpu: (user + system) / loadSize }
}
