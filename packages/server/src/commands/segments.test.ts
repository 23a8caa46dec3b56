import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listLeads } from './leads.ts'
import { addSegment, listSegments, removeSegment } from './segments.ts'

let folder: string
let db: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-segments-'))
  db = join(folder, 'leads.db')
  await sqliteStore(db).close()
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(segment: unknown): string {
  const file = join(folder, 'segment.json')
  writeFileSync(file, JSON.stringify(segment))
  return file
}

describe('leadlight segments', () => {
  it('saves a segment, lists it and its leads, and removes it', async () => {
    const where = { stage: { in: ['mql', 'sql'] } }
    const file = fileWith({ id: 'hot', name: 'Hot leads', where })
    expect(await addSegment(file, { db })).toBe('✓ hot: leadlight leads --segment hot')
    expect(await listSegments({ db })).toMatch(/hot +Hot leads +\{"stage":/)
    let written = ''
    await listLeads({ db, sort: '-score', segment: 'hot' }, (text) => {
      written += text
    })
    expect(written).toBe('No lead is like that.\n')
    expect(await removeSegment('hot', { db })).toBe('✓ hot is removed; its leads stay.')
    expect(await listSegments({ db })).toBe('No segments yet: see leadlight segments add --help.')
    await expect(removeSegment('hot', { db })).rejects.toThrow('There is no such segment')
  })

  it('names the place of a mistake and saves nothing', async () => {
    const wrong = fileWith({ id: 'x', name: 'X', where: { stge: 'mql' } })
    await expect(addSegment(wrong, { db })).rejects.toThrow('no field "stge": did you mean "stage"?')
    await expect(addSegment(fileWith([]), { db })).rejects.toThrow('has no "id"')
    await expect(addSegment(join(folder, 'none.json'), { db })).rejects.toThrow('Cannot read the segment')
    expect(await listSegments({ db, json: true })).toContain('"data": []')
  })
})
