import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFindDownload } from './find-download.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-downloads-'))
  mkdirSync(join(folder, 'files', 'inner'), { recursive: true })
  writeFileSync(join(folder, 'files', 'guide.pdf'), '%PDF')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

it('finds a file with its type', async () => {
  const found = await createFindDownload(join(folder, 'files'))('guide.pdf')
  expect(found?.type).toBe('application/pdf')
  expect(await new Response(found?.body).text()).toBe('%PDF')
})

it.each(['none.pdf', 'inner', '../secret.txt', '..', '/etc/passwd', ''])('finds no %s', async (name) => {
  expect(await createFindDownload(join(folder, 'files'))(name)).toBeUndefined()
})
