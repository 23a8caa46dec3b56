import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Collector, createCollector } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import type { Batch, Lead, List } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'

const day = 86_400_000
const end = Date.UTC(2026, 10, 21, 10)
const leadsPerBatch = 200
const asked = 200

/**
 * How long a page of the ranked list takes, with its exact scores, of `--leads` leads (20,000 unless told) in SQLite: the first
 * page and those that follow, other orders and filters, and the first page after nobody asked for a week. The leads came
 * over 90 days, so all stages of fading are there. With `--copies 50` each of them is there 50 times, which fills a database
 * with a million faster than events do.
 */
export async function run({
  leads = 20_000,
  copies = 1,
}: {
  leads?: number
  copies?: number
}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-leads-'))
  let now = end
  const keys = [
    { key: 'wk', kind: 'write' as const, site: 'bench' },
    { key: 'sk', kind: 'secret' as const },
  ]
  const store = sqliteStore(join(folder, 'leads.db'))
  const collector = createCollector({ store, model: defaultModel, keys, now: () => now })
  try {
    const filling = performance.now()
    for (let from = 0; from < leads; from += leadsPerBatch) {
      await collector.ingest(makeBatch(from, Math.min(leadsPerBatch, leads - from), leads))
    }
    const seconds = (performance.now() - filling) / 1_000
    console.log(`${leads} leads with ${leads * 4} events, taken in within ${seconds.toFixed(1)} s\n`)
    if (copies > 1) copyLeads(join(folder, 'leads.db'), copies)
    await time(collector, '?limit=50', 5)
    console.table([
      describe('first page', await time(collector, '?limit=50', asked)),
      describe('pages that follow', await timePages(collector, asked)),
      describe('latest first', await time(collector, '?limit=50&sort=-lastSeen', asked)),
      describe('one stage', await time(collector, '?limit=50&stage=mql', asked)),
      describe('by name', await time(collector, `?limit=50&q=lead-${leads >> 1}@`, asked / 10)),
    ])
    now += 7 * day
    await catchUp(collector)
    console.table([describe('first page, then', await time(collector, '?limit=50', asked))])
  } finally {
    await collector.close()
    rmSync(folder, { recursive: true })
  }
}

/** Each lead under further ids, as the store keeps it. */
function copyLeads(path: string, copies: number): void {
  const database = new DatabaseSync(path)
  const columns =
    'score, changing, changes_at, stage, grade, owner, first_seen, last_seen, first_source, search_text'
  const copy = database.prepare(
    `INSERT INTO leads (id, ${columns}, record)
     SELECT id || ?1, ${columns}, replace(record, '"' || id || '"', '"' || id || ?1 || '"') FROM leads
     WHERE length(id) = 23`,
  )
  for (let number = 1; number < copies; number++) copy.run(`-${number}`)
  const [{ count } = { count: 0 }] = database.prepare('SELECT count(*) AS count FROM leads').all() as {
    count: number
  }[]
  console.log(`${count} leads with their copies\n`)
  database.close()
}

/** The first answer after a week, which may ask to come back. */
async function catchUp(collector: Collector): Promise<void> {
  const start = performance.now()
  let slowest = 0
  let requests = 0
  for (let status = 503; status === 503; requests++) {
    const began = performance.now()
    status = (await ask(collector, '?limit=50')).status
    slowest = Math.max(slowest, performance.now() - began)
  }
  const all = performance.now() - start
  console.log(
    `After a week without a question: up to date within ${all.toFixed(0)} ms, ${requests} requests, none longer than ${slowest.toFixed(0)} ms`,
  )
}

async function time(collector: Collector, query: string, times: number): Promise<number[]> {
  const spent: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now()
    await read(collector, query)
    spent.push(performance.now() - start)
  }
  return spent
}

/** Ten pages deep, again and again. */
async function timePages(collector: Collector, times: number): Promise<number[]> {
  const spent: number[] = []
  let next: string | null = null
  for (let depth = 0; spent.length < times; depth++) {
    const start = performance.now()
    const page: List<Lead> = await read(collector, next === null ? '?limit=50' : `?limit=50&cursor=${next}`)
    if (next !== null) spent.push(performance.now() - start)
    next = depth % 10 === 9 ? null : page.next
  }
  return spent
}

async function read(collector: Collector, query: string): Promise<List<Lead>> {
  const answer = await ask(collector, query)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return await answer.json()
}

function ask(collector: Collector, query: string): Promise<Response> {
  const headers = { authorization: 'Bearer sk' }
  return collector.fetch(new Request(`http://bench/api/leads${query}`, { headers }))
}

function describe(what: string, spent: number[]) {
  const sorted = spent.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)
  return { what, 'p50, ms': at(0.5), 'p95, ms': at(0.95) }
}

/** Each lead reads, looks at prices or not, and says who it is; what it did depends on its number in no regular way. */
function makeBatch(from: number, count: number, all: number): Batch {
  const batch = Array.from({ length: count }, (_, index) => {
    const number = from + index
    const dice = Math.imul(number + 1, 0x9e3779b1) >>> 0
    const at = end - Math.floor((1 - number / all) * 90 * day) - (dice % day)
    const base = (step: number) => ({
      messageId: `m-${number}-${step}`,
      anonymousId: `v-${number}`,
      timestamp: new Date(at + step * 20_000).toISOString(),
    })
    const path = ['/pricing', '/demo', '/', '/careers', '/contact'][dice % 5] ?? '/'
    const engaged = { page_view_id: `m-${number}-0`, path: '/blog/milk', content_type: 'article' }
    return [
      { ...base(0), type: 'page' as const, properties: { path: '/blog/milk', content_type: 'article' } },
      {
        ...base(1),
        type: 'track' as const,
        event: 'Page Engaged',
        properties: { ...engaged, engaged_ms: dice % 600_000, seq: 1, scroll_depth: 80 },
      },
      { ...base(2), type: 'page' as const, properties: { path } },
      {
        ...base(3),
        type: 'identify' as const,
        traits: { email: `lead-${number}@firm-${dice % 997}.example`, budget: (dice >>> 8) % 60_000 },
      },
    ]
  })
  return { writeKey: 'wk', sentAt: new Date(end).toISOString(), batch: batch.flat() }
}
