import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collector, createCollector } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import type { Lead, List } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { ask, fill } from './leads/fill.ts'
import { emailOf, end } from './leads/make-batch.ts'
import { type Measured, measure } from './leads/measure.ts'

const day = 86_400_000
const asked = 30

/**
 * How long the API's answers take over `--leads` leads (20,000 unless told) in SQLite, and for how long each of them holds up
 * everything else: lists in every order, filters and searches that many, few and none are found by, reports, and the first
 * page after nobody asked for a week. With `--file` the database is kept, and used again.
 */
export async function run({ leads = 20_000, file }: { leads?: number; file?: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-leads-'))
  let now = end
  const keys = [
    { key: 'wk', kind: 'write' as const, site: 'bench' },
    { key: 'sk', kind: 'secret' as const },
  ]
  const store = sqliteStore(file ?? join(folder, 'leads.db'))
  const collector = createCollector({ store, model: defaultModel, keys, now: () => now })
  try {
    const { data } = await read<List<Lead>>(collector, '/api/leads?limit=1')
    if (data.length === 0) await fill(collector, leads)
    await waitForWords(collector, leads)
    await saveSegment(collector, 'many', { daysSinceFirstSeen: { gt: 1 } })
    await saveSegment(collector, 'nobody', { 'traits.country': 'nowhere' })
    const some = data[0]?.id ?? `email:${emailOf(1)}`
    const questions: [what: string, path: string, times?: number][] = [
      ['first page', '/api/leads'],
      ['the last ones', '/api/leads?sort=score'],
      ['latest first', '/api/leads?sort=-lastSeen'],
      ...(['lead', 'mql', 'customer', 'disqualified'] as const).flatMap(
        (stage): [string, string, number][] => [
          [`stage ${stage}`, `/api/leads?stage=${stage}`, 7],
          [`stage ${stage}, latest first`, `/api/leads?stage=${stage}&sort=-lastSeen`, 7],
        ],
      ),
      ['grade D4, one of the last', '/api/leads?grade=D4', 7],
      ['grade A1, nobody', '/api/leads?grade=A1', 7],
      ['stage and grade that exclude each other', '/api/leads?stage=mql&grade=D4', 7],
      ['an owner of nobody', '/api/leads?owner=meera', 7],
      ['a segment of many', '/api/leads?segment=many', 7],
      ['a segment of nobody', '/api/leads?segment=nobody', 7],
      ['search: an address', `/api/leads?q=${emailOf(leads >> 1)}`, 7],
      ['search: a domain', '/api/leads?q=@firm-77.example', 7],
      ['search: the domain of a third', '/api/leads?q=@gmail.com', 7],
      ['search: the beginning of a first name', '/api/leads?q=mar', 7],
      ['search: अर्जुन', `/api/leads?q=${encodeURIComponent('अर्जुन')}`, 7],
      ['search: a surname', '/api/leads?q=kalomi', 7],
      ['search: first name and surname', '/api/leads?q=jose+kalo', 7],
      ['search: a phone number', `/api/leads?q=${encodeURIComponent('+91 9812')}`, 7],
      ['search: one letter', '/api/leads?q=k', 7],
      ['search: nobody', '/api/leads?q=zzzz', 7],
      ['search: a third, of a stage of few', '/api/leads?q=gmail.com&stage=mql', 7],
      ['search: a first name, latest first', '/api/leads?q=maria&sort=-lastSeen', 7],
      ['one lead', `/api/leads/${some}`],
      ['its timeline', `/api/leads/${some}/events`],
      ['its score', `/api/leads/${some}/score`],
      ['report: sources', '/api/reports/sources', 3],
      ['report: sources, a month', `/api/reports/sources?from=${new Date(end - 30 * day).toISOString()}`, 3],
      ...(['funnel', 'content'] as const).flatMap((report): [string, string, number][] => [
        [`report: ${report}`, `/api/reports/${report}`, 3],
        [
          `report: ${report}, a month`,
          `/api/reports/${report}?from=${new Date(end - 30 * day).toISOString()}`,
          3,
        ],
      ]),
      ['report: forms', '/api/reports/forms', 3],
      ['rejected', '/api/rejected'],
      ['crossings', '/api/crossings'],
    ]
    console.log('milliseconds: half of the answers, 95 of 100, CPU time of the thread that takes events in')
    for (const [what, path, times = asked] of questions) {
      tell(what, await measure(() => read(collector, path), times))
    }
    tell('pages that follow', await measurePages(collector))
    now += 7 * day
    await catchUp(collector)
    tell('first page, then', await measure(() => read(collector, '/api/leads'), asked))
  } finally {
    await collector.close()
    rmSync(folder, { recursive: true })
  }
}

async function saveSegment(collector: Collector, id: string, where: object): Promise<void> {
  const body = JSON.stringify({ id, name: id, where })
  const { status } = await ask(collector, `/api/segments/${id}`, { method: 'PUT', body })
  if (status !== 200) throw new Error(`The segment "${id}" was not saved: ${status}`)
}

/** Leads of an earlier release get their words in the background. */
async function waitForWords(collector: Collector, leads: number): Promise<void> {
  const start = performance.now()
  const paths = [`/api/leads?q=${emailOf(leads >> 1).split('@')[0]}`]
  for (const path of paths) {
    for (let waits = 0; ; waits++) {
      const began = performance.now()
      await read(collector, path)
      if (performance.now() - began < 500 || waits > 200) break
      await new Promise((resolve) => setTimeout(resolve, 5_000))
    }
  }
  const seconds = (performance.now() - start) / 1_000
  if (seconds > 5) console.log(`Leads got their words within ${seconds.toFixed(0)} s`)
}

/** The first answer after a week, which may ask to come back. */
async function catchUp(collector: Collector): Promise<void> {
  const start = performance.now()
  let slowest = 0
  let requests = 0
  for (let status = 503; status === 503; requests++) {
    const began = performance.now()
    status = (await ask(collector, '/api/leads')).status
    slowest = Math.max(slowest, performance.now() - began)
  }
  const all = performance.now() - start
  console.log(
    `After a week without a question: up to date within ${all.toFixed(0)} ms, ${requests} requests, none longer than ${slowest.toFixed(0)} ms`,
  )
}

/** Ten pages deep, again and again. */
async function measurePages(collector: Collector): Promise<Measured> {
  let next: string | null = null
  let depth = 0
  return await measure(async () => {
    const cursor: string = next === null ? '' : `?cursor=${next}`
    const page = await read<List<Lead>>(collector, `/api/leads${cursor}`)
    depth += 1
    next = depth % 10 === 9 ? null : page.next
  }, asked)
}

async function read<Answer>(collector: Collector, path: string): Promise<Answer> {
  const answer = await ask(collector, path)
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return await answer.json()
}

function tell(what: string, { p50, p95, thread }: Measured): void {
  const text = (ms: number) => ms.toFixed(1).padStart(9)
  console.log(`${text(p50)}${text(p95)}${text(thread)}  ${what}`)
}
