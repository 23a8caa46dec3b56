import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProgress } from '../import/progress.ts'
import { backtestModel } from './backtest.ts'
import { calibrateModel } from './calibrate.ts'
import { importFile } from './import.ts'

let folder: string
let db: string
const inFolder = (name: string) => join(folder, name)

const model = {
  name: 'small',
  version: 1,
  rules: [
    { id: 'cto', label: 'CTO', dimension: 'fit', if: { trait: 'title', is: 'CTO' }, points: 5 },
    { id: 'budget', label: 'Budget', dimension: 'budget', if: { trait: 'budget', gte: 10_000 }, points: 20 },
    { id: 'vat', label: 'VAT', dimension: 'fit', if: { trait: 'vat', exists: true }, points: 5 },
  ],
  thresholds: {
    grade: { fit: [20, 10, 5], engagement: [20, 10, 5] },
    stage: { mql: { score: 20 }, sql: { score: 50 } },
  },
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-replay-'))
  db = inFolder('leads.db')
  writeFileSync(inFolder('model.json'), JSON.stringify(model))
  // CTOs are won three times in four, others once in four, whatever their budget.
  const rows = Array.from({ length: 240 }, (_, index) => {
    const cto = index % 2 === 0
    const won = cto ? index % 8 !== 0 : index % 8 === 1
    const budget = index % 3 === 0 ? '50k' : '500'
    return `lead${index}@x.example,${cto ? 'CTO' : 'Clerk'},${budget},2026-05-01,${won ? 'won' : 'lost'},2026-06-01`
  })
  writeFileSync(
    inFolder('leads.csv'),
    ['email,job title,budget,created,outcome,outcome at', ...rows].join('\n'),
  )
  await importFile(inFolder('leads.csv'), { db, map: [] }, createProgress({ write: () => {} }))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('leadlight calibrate', () => {
  it('writes a draft by the outcomes, and says what it is based on', async () => {
    const out = inFolder('draft.json')
    const text = await calibrateModel(inFolder('model.json'), { db, out })
    expect(text).toContain('small 1, by 120 won and 120 lost leads')
    expect(text).toMatch(/^budget +20 +0 .* no signal$/m)
    expect(text).toMatch(/^vat +5 +5 +– +0 +too rare to tell/m)
    const draft = JSON.parse(readFileSync(out, 'utf8'))
    expect(draft).toMatchObject({ name: 'small', version: 2 })
    expect(draft.rules[0].points).toBeGreaterThan(0)
    const tested = await backtestModel(out, { db, from: '2026-04-01T00:00:00.000Z' })
    expect(tested).toContain('By 120 won and 120 lost leads')
    expect(tested).toMatch(/^won above lost \(ROC-AUC\) .* 0\.750 \(/m)
    expect(tested).toMatch(/^won, of those qualified \(precision\) .* 75% \(67% to 82%\)$/m)
  })

  it('prints the draft when no file is given', async () => {
    const text = await calibrateModel(inFolder('model.json'), { db })
    expect(JSON.parse(text.slice(text.indexOf('\n{')))).toMatchObject({ version: 2 })
  })

  it('refuses when there is too little data, and says how much it needs', async () => {
    const empty = inFolder('empty.db')
    writeFileSync(inFolder('one.csv'), 'email,outcome\na@x.example,won\n')
    await importFile(inFolder('one.csv'), { db: empty, map: [] }, createProgress({ write: () => {} }))
    await expect(calibrateModel(undefined, { db: empty })).rejects.toThrow(
      /^There are 1 won and 0 lost leads: it takes 10 of each/,
    )
  })
})

describe('leadlight backtest', () => {
  it('refuses a bad model and reports its mistakes', async () => {
    writeFileSync(
      inFolder('bad.json'),
      JSON.stringify({ ...model, rules: [{ ...model.rules[0], pionts: 1 }] }),
    )
    await expect(backtestModel(inFolder('bad.json'), { db })).rejects.toThrow(/rules\[0\]\.pionts: .*points/)
  })

  it('prints the JSON of the API', async () => {
    const answer = JSON.parse(await backtestModel(inFolder('model.json'), { db, json: true }))
    expect(answer.evaluation.draft).toMatchObject({ won: 120, lost: 120 })
  })
})
