import type { Collector } from '@leadlight/collector'
import { readRecords, writeRow } from '@leadlight/collector/csv'
import { compileWhere, createScorer, defaultModel, parseModel } from '@leadlight/scoring'
import { startCollector } from '../../packages/collector/src/collector.test.setup.ts'

/** Something that takes any text, and must never fail, hang or change what is not its own. */
export interface Target {
  name: string
  /** The folder of its corpus; a text a line. */
  corpus: string
  /** Takes one text; answers what became of it. Throws when something is wrong. */
  take(text: string): Promise<string>
  /** Outcomes that must come up: a target that refuses everything, or nothing, tests nothing. */
  expected: readonly string[]
}

/** All that is fuzzed. */
export async function createTargets(): Promise<Target[]> {
  const failures: unknown[] = []
  const collector = startCollector({ onError: (error) => failures.push(error) })
  await fill(collector)
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: path.startsWith('/api') ? 'Bearer sk' : `Basic ${btoa('wk:')}` }
    const answer = await collector.fetch(new Request(`https://leads.example${path}`, { headers, ...init }))
    const [failure] = failures.splice(0)
    if (failure !== undefined) throw failure
    if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
    JSON.parse(await answer.text())
    return String(answer.status)
  }
  return [
    {
      name: 'messages',
      corpus: 'messages',
      expected: ['200', '400'],
      take: (text) => ask('/v1/batch', { method: 'POST', body: text }),
    },
    {
      name: 'filters',
      corpus: 'filters',
      expected: ['200', '400'],
      take: (text) => ask(`/api/leads?${hashless(text)}`),
    },
    {
      name: 'cursors',
      corpus: 'cursors',
      expected: ['200', '400'],
      take: (text) => ask(`/api/leads?cursor=${Buffer.from(text).toString('base64url').slice(0, 900)}`),
    },
    { name: 'conditions', corpus: 'conditions', expected: ['compiled', 'refused'], take: takeModel },
    { name: 'CSV', corpus: 'csv', expected: ['records', 'faults'], take: takeCsv },
  ]
}

async function fill(collector: Collector): Promise<void> {
  const batch = Array.from({ length: 5 }, (_, index) => ({
    type: 'identify' as const,
    messageId: `m${index}`,
    anonymousId: `v${index}`,
    traits: { email: `lead${index}@example.com` },
  }))
  await collector.ingest({ writeKey: 'wk', sentAt: new Date().toISOString(), batch })
}

function hashless(text: string): string {
  return text.toWellFormed().replaceAll('#', '%23')
}

/** A model in which the text is a rule's condition: refused, or it compiles and scores without failing. */
async function takeModel(text: string): Promise<string> {
  let condition: unknown
  try {
    condition = JSON.parse(text)
  } catch {
    return 'no JSON'
  }
  const rules = [
    { id: 'fit', label: 'Fit', dimension: 'fit', if: condition, points: 5, otherwise: -5 },
    { id: 'did', label: 'Did', dimension: 'engagement', on: { event: 'page', where: condition }, points: 5 },
  ]
  let outcome = 'refused'
  for (const rule of rules) {
    const parsed = parseModel({ ...defaultModel, rules: [rule] })
    if (!('model' in parsed)) continue
    createScorer(parsed.model)
    outcome = 'compiled'
    const [own] = parsed.model.rules
    if (own && 'on' in own && own.on.where) {
      const matches = compileWhere(own.on.where)
      for (const properties of samples) matches(properties)
    }
  }
  return outcome
}

const samples = [
  {},
  { path: '/pricing', n: 1e308, list: ['a'], deep: { a: null } },
  { path: null, email: 'a@x.io' },
]

/** What is read is written and read again as the same. */
async function takeCsv(text: string): Promise<string> {
  const half = Math.floor(text.length / 2)
  let outcome = 'nothing'
  for await (const record of readRecords([text.slice(0, half), text.slice(half)])) {
    if ('fault' in record) {
      outcome = 'faults'
      continue
    }
    if (outcome === 'nothing') outcome = 'records'
    const written = writeRow(record.values)
    for (const value of record.values) {
      const cell = writeRow([value]).replace(/^"/, '')
      if (/^[\s\ufeff]*[=+@＝＋－＠-]/.test(cell)) throw new Error(`runs in a spreadsheet: ${cell}`)
    }
    for await (const again of readRecords([written], { separator: ',' })) {
      if (!('values' in again) || again.values.join('\u0000') !== record.values.join('\u0000')) {
        throw new Error('comes back as something else')
      }
    }
  }
  return outcome
}
