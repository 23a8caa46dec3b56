import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createCollector } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'
import { median } from './median.ts'

const clients = 64
const perBatch = 20
const batchesPerClient = 12
const rounds = 5

/**
 * Events per second through the whole handler (parsed, validated, deduplicated, stored, linked, scored, answered after
 * an fsync) beside a bare grouped insert of the same bytes into SQLite with the same durability, interleaved.
 */
export async function run(): Promise<void> {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    const bodies = makeBodies(round)
    bare.push(await inFolder((folder) => insertBare(folder, bodies)))
    ours.push(await inFolder((folder) => collect(folder, bodies)))
  }
  const ratio = median(ours.map((rate, index) => rate / (bare[index] ?? Number.NaN)))
  console.table([
    { what: 'bare group-commit insert', 'events/s, median': Math.round(median(bare)), ratio: '1.00' },
    { what: 'collector.fetch', 'events/s, median': Math.round(median(ours)), ratio: ratio.toFixed(2) },
  ])
  console.log(
    `${clients} clients, batches of ${perBatch}, SQLite FULL, one in ten visitors identified, ${rounds} rounds`,
  )
}

async function collect(folder: string, bodies: string[][]): Promise<number> {
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  const collector = createCollector({
    store: sqliteStore(join(folder, 'leads.db')),
    model: defaultModel,
    keys,
  })
  const send = async (own: string[]) => {
    for (const body of own) {
      const answer = await collector.fetch(new Request('http://bench/v1/batch', { method: 'POST', body }))
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    }
  }
  const rate = await timed(bodies, send)
  await collector.close()
  return rate
}

/** The floor: the bodies' messages as they are, grouped by loop turn, one transaction a group, answered after it. */
async function insertBare(folder: string, bodies: string[][]): Promise<number> {
  const database = new DatabaseSync(join(folder, 'bare.db'))
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  database.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, visitor TEXT, body TEXT)')
  database.exec('CREATE INDEX by_visitor ON events (visitor)')
  const insert = database.prepare('INSERT OR IGNORE INTO events (id, visitor, body) VALUES (?, ?, ?)')
  let waiting: { rows: [string, string, string][]; done: () => void }[] = []
  const commit = () => {
    const group = waiting
    waiting = []
    database.exec('BEGIN')
    for (const { rows } of group) for (const row of rows) insert.run(...row)
    database.exec('COMMIT')
    for (const { done } of group) done()
  }
  const rows = new Map(bodies.flat().map((body) => [body, toRows(body)]))
  const rate = await timed(bodies, async (own) => {
    for (const body of own) {
      await new Promise<void>((done) => {
        if (waiting.push({ rows: rows.get(body) ?? [], done }) === 1) setImmediate(commit)
      })
    }
  })
  database.close()
  return rate
}

function toRows(body: string): [string, string, string][] {
  const { batch }: { batch: { messageId: string; anonymousId: string }[] } = JSON.parse(body)
  return batch.map((message) => [message.messageId, message.anonymousId, JSON.stringify(message)])
}

async function timed(bodies: string[][], send: (own: string[]) => Promise<void>): Promise<number> {
  const start = performance.now()
  await Promise.all(bodies.map(send))
  return (bodies.length * batchesPerClient * perBatch * 1000) / (performance.now() - start)
}

async function inFolder(work: (folder: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** For each client its request bodies: one visitor a batch; each tenth one also says who it is. */
function makeBodies(round: number): string[][] {
  const now = Date.now()
  return Array.from({ length: clients }, (_, client) =>
    Array.from({ length: batchesPerClient }, (_, number) => {
      const anonymousId = `visitor-${round}-${client}-${number}`
      const batch = Array.from({ length: perBatch }, (_, index) => ({
        messageId: `${anonymousId}-${index}`,
        timestamp: new Date(now - 60_000 + index * 1000).toISOString(),
        ...message(index, number % 10 === 0, anonymousId),
      }))
      const sentAt = new Date(now).toISOString()
      return JSON.stringify({
        writeKey: 'wk_bench',
        sentAt,
        anonymousId,
        batch: batch.map((m) => ({ ...m, anonymousId })),
      })
    }),
  )
}

function message(index: number, identified: boolean, name: string): object {
  if (index === perBatch - 1 && identified)
    return { type: 'identify', traits: { email: `${name}@example.com` } }
  const path = `/blog/article-${index % 7}`
  if (index % 4 !== 0) {
    const properties = {
      page_view_id: `${name}-${index - (index % 4)}`,
      path,
      engaged_ms: index * 5000,
      seq: index % 4,
    }
    return {
      type: 'track',
      event: 'Page Engaged',
      properties: { ...properties, scroll_depth: 50, content_type: 'article' },
    }
  }
  const url = `https://www.example.com${path}`
  return { type: 'page', properties: { url, path, title: 'An article', referrer: 'https://www.google.com/' } }
}
