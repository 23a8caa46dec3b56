import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { leadSchema, listSchema } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fromSources, type RunningProcess, startLeadlight, startServing } from './leadlight-process.ts'
import { root } from './source-tree.ts'

const clients = 6
const batchSize = 20
const startedAt = new Date().toISOString()

let folder: string
let database: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-crash-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('has every answered event once, and scored once, after 20 kills under load', {
  timeout: 120_000,
}, async () => {
  const journal = createJournal()
  for (let kill = 0; kill < 20; kill += 1) {
    const server = await startLeadlight(options())
    expect(missing(journal.answered, storedTimes(database))).toEqual([])
    await loadUntilKilled(server, journal, Math.random() * 200)
  }
  const server = await startLeadlight(options())
  await Promise.all(journal.unanswered().map((batch) => post(server.url, batch)))
  const stored = storedTimes(database)
  expect(missing(journal.sent, stored)).toEqual([])
  expect([...stored.values()].filter((times) => times !== 1)).toEqual([])
  expect(await readScores(server.url)).toEqual(countByUser(stored.keys()))
  await server.end('SIGTERM')
  console.info(
    `${journal.answered.size} answered events, ${journal.sent.size} sent, 20 kills: 0 lost, 0 double`,
  )
})

it('would notice a collector that answers before it commits', { timeout: 60_000 }, async () => {
  const journal = createJournal()
  const server = await startServing([fromSources, join(root, 'test/answer-too-early.ts'), database])
  await loadUntilKilled(server, journal, 0)
  expect(missing(journal.answered, storedTimes(database))).not.toEqual([])
})

/** A model in which the score counts events, so that one counted twice would show. */
function options(): string[] {
  const model = join(folder, 'model.json')
  const rule = { id: 'seen', label: 'Seen', dimension: 'engagement', on: { event: 'Seen' }, points: 1 }
  writeFileSync(model, JSON.stringify({ ...defaultModel, rules: [rule] }))
  return ['--db', database, '--model', model, '--write-key', 'wk_test', '--secret-key', 'sk_test']
}

/** The score of each lead, by `userId`. */
async function readScores(url: string): Promise<Record<string, number>> {
  const response = await fetch(`${url}/api/leads`, { headers: { authorization: 'Bearer sk_test' } })
  const { data } = listSchema(leadSchema).parse(await response.json())
  return Object.fromEntries(data.map((lead) => [lead.userId, lead.score]))
}

/** How many events each user sent. */
function countByUser(ids: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const id of ids) {
    const user = userOf(id)
    counts[user] = (counts[user] ?? 0) + 1
  }
  return counts
}

/** Each client sends as one user. */
function userOf(name: string): string {
  return `user-${name.split('-')[0]}`
}

/** What the clients sent, and what they got an answer for. */
function createJournal() {
  const batches = new Map<string, string[]>()
  const answered = new Set<string>()
  const sent = new Set<string>()
  return {
    answered,
    sent,
    next(client: number): string {
      const name = `${client}-${batches.size}`
      const ids = Array.from({ length: batchSize }, (_, index) => `${name}-${index}`)
      batches.set(name, ids)
      for (const id of ids) sent.add(id)
      return name
    },
    confirm(name: string) {
      for (const id of batches.get(name) ?? []) answered.add(id)
    },
    unanswered: () => [...batches.keys()].filter((name) => !answered.has(`${name}-0`)),
  }
}

type Journal = ReturnType<typeof createJournal>

/** Lets all clients send batch after batch, and kills the server `delayMs` after the first answers. */
async function loadUntilKilled(server: RunningProcess, journal: Journal, delayMs: number) {
  let killed = false
  const before = journal.answered.size
  const client = async (number: number) => {
    while (!killed) {
      const name = journal.next(number)
      const response = await post(server.url, name).catch(() => undefined)
      if (response?.ok) journal.confirm(name)
    }
  }
  const load = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  while (journal.answered.size < before + 10 * batchSize) await sleep(2)
  await sleep(delayMs)
  const ending = server.end('SIGKILL')
  expect((await ending).signal).toBe('SIGKILL')
  killed = true
  await load
}

/** Sends the batch of that name, the same each time. */
async function post(url: string, name: string): Promise<Response> {
  const batch = Array.from({ length: batchSize }, (_, index) => ({
    type: 'track',
    event: 'Seen',
    messageId: `${name}-${index}`,
    userId: userOf(name),
    timestamp: startedAt,
  }))
  const body = JSON.stringify({ writeKey: 'wk_test', batch })
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body })
  await response.arrayBuffer()
  return response
}

/** How often each event stands in the log. */
function storedTimes(file: string): Map<string, number> {
  const reader = new DatabaseSync(file, { readOnly: true })
  const rows = reader.prepare('select message_id, count(*) as times from events group by message_id').all()
  reader.close()
  return new Map(rows.map((row) => [String(row.message_id), Number(row.times)]))
}

function missing(ids: Iterable<string>, stored: ReadonlyMap<string, number>): string[] {
  return [...ids].filter((id) => !stored.has(id))
}
