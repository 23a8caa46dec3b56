import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProgress, formatProgress } from '../import/progress.ts'
import { type ImportOptions, importFile } from './import.ts'
import { type LeadsOptions, listLeads } from './leads.ts'

let folder: string
let db: string
const silent = createProgress({ write: () => {} })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-import-'))
  db = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function take(path: string, options: Partial<ImportOptions> = {}): Promise<string> {
  return importFile(path, { db, map: [], ...options }, silent).then(({ text }) => text)
}

async function takeAsJson(path: string, options: Partial<ImportOptions> = {}) {
  return JSON.parse(await take(path, { json: true, ...options }))
}

async function leads(options: Partial<LeadsOptions> = {}): Promise<string> {
  let text = ''
  await listLeads({ db, sort: '-score', ...options }, (more) => {
    text += more
  })
  return text
}

describe('leadlight import', () => {
  it('reports what became of leads, and how their columns were read', async () => {
    const file = write('leads.csv', '\ufeffE-Mail;Firma;Notiz\nada@acme.example;Acme;x\nnobody;;\n')
    expect(await take(file)).toBe(
      [
        'utf-8, separated by semicolons',
        'Column  Taken for',
        'E-Mail  email',
        'Firma   company',
        'Notiz   left out',
        '',
        '2 rows: 1 new, 1 left out',
        'Columns left out: --map "Column:trait" takes them.',
        '',
        'Line  Why it was left out',
        '   3  "nobody" is not an e-mail address',
        'All of them are kept: see the refused messages, at GET /api/rejected or on the page of leads.',
      ].join('\n'),
    )
  })

  it('stores nothing on a dry run', async () => {
    const file = write('leads.csv', 'email\na@x.example\nnobody\n')
    const report = await take(file, { dryRun: true })
    expect(report).toContain('"nobody" is not an e-mail address')
    expect(report).toContain('Nothing was kept')
    expect(report).not.toContain('All of them are kept')
    expect(await leads()).toBe('No leads yet.\n')
  })

  it('sends files of any length in parts, and keeps the line numbers', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => `lead${index}@x.example,"two\nlines"\n`)
    rows.splice(1_700, 0, '\n\nnobody,\n')
    const file = write('leads.csv', `email,company\n${rows.join('')}`)
    const report = await takeAsJson(file)
    expect(report).toMatchObject({ rows: 2_501, created: 2_500, failed: 1 })
    expect(report.errors[0].line).toBe(1 + 2 * 1_700 + 2 + 1)
    expect(await takeAsJson(file)).toMatchObject({ created: 0, unchanged: 2_500, failed: 1 })
  })

  it('imports events in parts, compressed or not, once', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) =>
      JSON.stringify({
        type: 'page',
        messageId: `m${index}`,
        anonymousId: 'v',
        timestamp: '2025-01-02T10:00:00Z',
      }),
    )
    lines.splice(1_200, 0, '', 'broken')
    const file = write('events.ndjson.gz', gzipSync(lines.join('\n')))
    const report = await takeAsJson(file)
    expect(report).toMatchObject({ lines: 1_501, stored: 1_500, failed: 1, errors: [{ line: 1_202 }] })
    expect(await take(file)).toMatch(/^1,501 lines: 1,500 there already, 1 left out\n/)
  })

  it.each([
    ['leads.xls', {}, 2, /call it \.csv/],
    ['events.ndjson', { dryRun: true }, 2, /for files of leads/],
    ['none.csv', {}, 1, /^Cannot read .*none\.csv: there is no such file\.$/],
    ['empty.csv', {}, 1, /is empty/],
    ['nobody.csv', {}, 1, /No column was recognized as e-mail addresses/],
  ])('says what is wrong with %s', async (name, options, exitCode, message) => {
    if (!name.startsWith('none')) write(name, name.startsWith('empty') ? '' : 'name\nAda\n')
    const failure = await take(join(folder, name), options).catch((error) => error)
    expect(failure.message).toMatch(message)
    expect(failure.exitCode).toBe(exitCode)
  })
})

describe('leadlight leads --csv', () => {
  it('is imported again exactly, and contains no formulas', async () => {
    const nasty = '=HYPERLINK("http://evil.example";"x")'
    const rows = [
      'email,user id,name,company,phone,budget',
      `a@x.example,u1,"${nasty.replaceAll('"', '""')}","  =1+1",+49 170 123456,-5`,
      'b@x.example,,"Multi\nline",@cmd,＋1,€20k',
    ]
    await take(write('leads.csv', rows.join('\n')))
    const csv = await leads({ csv: true })
    const cells = csv.split(/[,\r\n]/)
    expect(cells.filter((cell) => /^"?\s*[=+@＝＋＠]/.test(cell))).toEqual([])
    expect(csv).toContain('"\'+49 170 123456"')

    const first = db
    db = join(folder, 'other.db')
    const report = await takeAsJson(write('back.csv', csv))
    expect(report).toMatchObject({ created: 2, failed: 0 })
    const traits = async (path: string) =>
      JSON.parse(await leads({ db: path, json: true })).data.map((lead: { traits: object }) => lead.traits)
    expect(await traits(db)).toEqual(await traits(first))
    expect((await traits(db))[0].name === nasty || (await traits(db))[1].name === nasty).toBe(true)
  })

  it('contains all leads, not only one page of the API', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => `lead${index}@x.example\n`)
    await take(write('leads.csv', `email\n${rows.join('')}`))
    expect((await leads({ csv: true })).trim().split('\r\n')).toHaveLength(451)
    expect((await leads({ csv: true, limit: 7 })).trim().split('\r\n')).toHaveLength(8)
  })
})

describe('progress', () => {
  it('is one line in a terminal, and nothing elsewhere', () => {
    const written: string[] = []
    const output = { isTTY: true, write: (text: string) => written.push(text) }
    const progress = createProgress(output)
    progress.show(0.5, '50 rows')
    progress.show(0.501, '51 rows')
    progress.show(1, '100 rows')
    progress.end()
    expect(written).toEqual([
      `\r${formatProgress(50, '50 rows')}`,
      `\r${formatProgress(100, '100 rows')}`,
      '\r\u001b[K',
    ])
    expect(formatProgress(50, '50 rows')).toBe(`[${'#'.repeat(15)}${'·'.repeat(15)}]  50 %  50 rows`)
  })
})
