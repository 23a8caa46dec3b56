import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lead, List, ScoreAnswer } from '@leadlight/protocol'
import { presets } from '@leadlight/scoring/presets'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'

const now = Date.UTC(2026, 10, 21, 10)
const day = 86_400_000
const many = 300

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-publishing-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function open(store: Store): Collector {
  return startCollector({ store, now: () => now })
}

async function ask<Answer>(collector: Collector, path: string, body?: object) {
  const method = body === undefined ? 'GET' : path.endsWith('draft') ? 'PUT' : 'POST'
  const answer = await askAsOwner(collector, path, method, body)
  const ranked = answer.headers.get('leadlight-model')
  return { status: answer.status, ranked: Number(ranked), body: (await answer.json()) as Answer }
}

/** People who read, look at prices, and say who they are. */
async function visit(collector: Collector, from: number, to: number): Promise<void> {
  const batch = Array.from({ length: to - from }, (_, index) => {
    const number = from + index
    const timestamp = new Date(now - day * ((number * 7) % 40) - number).toISOString()
    const base = { anonymousId: `v${number}`, timestamp }
    const path = number % 3 === 0 ? '/pricing' : '/blog/crm'
    return [
      { ...base, type: 'page' as const, messageId: `p${number}`, properties: { path } },
      { ...base, type: 'identify' as const, messageId: `i${number}`, traits: { email: `l${number}@x.io` } },
    ]
  })
  await collector.ingest({ writeKey: 'wk', sentAt: new Date(now).toISOString(), batch: batch.flat() })
}

/** Whether leads come by falling score, each what its explanation says, by the model that the list names. */
async function checkList(collector: Collector, path: string): Promise<number> {
  const { status, ranked, body } = await ask<List<Lead>>(collector, path)
  expect(status).toBe(200)
  const scores = body.data.map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  const [first] = body.data
  const why = await ask<ScoreAnswer>(collector, `/api/leads/${first?.id}/score`)
  if (why.body.model.version === ranked) expect(first?.score).toBe(why.body.score)
  return ranked
}

it.each<[string, () => Store]>([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore(join(folder, 'leads.db'))],
])(
  'lists go on by the model in force while another is prepared and events come in, in %s',
  async (_, openStore) => {
    const collector = open(openStore())
    for (let from = 0; from < many; from += 100) await visit(collector, from, from + 100)
    await ask(collector, '/api/model/draft', { ...presets.agency, version: 1 })
    const before = (await ask<{ version: number }>(collector, '/api/model')).body.version
    expect((await ask(collector, '/api/model/publish', {})).status).toBe(200)
    const seen: number[] = []
    const phases = new Set<string>()
    for (let number = many; ; number++) {
      const { body } = await ask<{ phase: string }>(collector, '/api/model/publication')
      phases.add(body.phase)
      for (const path of ['/api/leads', '/api/leads?stage=lead', '/api/leads?q=x.io']) {
        seen.push(await checkList(collector, path))
      }
      await visit(collector, number, number + 1)
      if (body.phase === 'idle') break
    }
    expect([...phases]).toEqual(expect.arrayContaining(['preparing', 'idle']))
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(new Set(seen)).toEqual(new Set([before, before + 1]))
    await collector.close()
  },
)
