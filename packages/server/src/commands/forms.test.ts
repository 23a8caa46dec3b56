import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addForm, checkForm, listForms, removeForm, writeTemplate } from './forms.ts'

let folder: string
let db: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-forms-'))
  db = join(folder, 'leads.db')
  await sqliteStore(db).close()
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(form: unknown): string {
  const file = join(folder, 'form.json')
  writeFileSync(file, typeof form === 'string' ? form : JSON.stringify(form))
  return file
}

describe('leadlight forms', () => {
  it('saves a template, lists it and removes it', async () => {
    expect(writeTemplate(undefined).split('\n')).toContain('webinar')
    const file = fileWith(writeTemplate('demo-request'))
    expect(checkForm(file)).toBe('✓ demo-request: 9 fields')
    expect(await addForm(file, { db })).toBe(
      '✓ demo-request: <leadlight-form form="demo-request"></leadlight-form>',
    )
    expect(await listForms({ db })).toMatch(/demo-request +Demo request +9 +2\d{3}-/)
    expect(await removeForm('demo-request', { db })).toContain('is removed')
    expect(await listForms({ db })).toBe('No forms yet: see leadlight forms template.')
    await expect(removeForm('demo-request', { db })).rejects.toThrow('There is no form "demo-request"')
  })

  it('says what the server must be given for a form to keep its promises', async () => {
    const mails = 'leadlight serve needs --smtp-url, --mail-from and --public-url'
    expect(checkForm(fileWith(writeTemplate('newsletter')))).toContain(mails)
    expect(await addForm(fileWith(writeTemplate('newsletter')), { db })).toContain(mails)
    expect(checkForm(fileWith(writeTemplate('e-book')))).toContain(
      'put that into the folder of leadlight serve --downloads',
    )
    await removeForm('newsletter', { db })
  })

  it('names the place of a mistake and saves nothing', async () => {
    const file = fileWith({ id: 'x', fields: [{ type: 'text', name: 'a', lable: 'A' }] })
    await expect(addForm(file, { db })).rejects.toThrow(
      `The form in ${file} has mistakes:\n  fields[0].label: `,
    )
    expect(await listForms({ db, json: true })).toContain('"data": []')
    expect(() => checkForm(fileWith('{'))).toThrow('is not JSON')
    expect(() => writeTemplate('newletter')).toThrow('No template "newletter"; there are newsletter, contact')
  })

  it.each<[string, () => string, string]>([
    ['that is not there', () => join(folder, 'none.json'), 'none.json'],
    ['that is a folder', () => folder, folder],
    ['without a form', () => fileWith('[]'), 'has mistakes'],
    ['with null', () => fileWith('null'), 'has mistakes'],
    ['of another kind', () => fileWith('\u0000\u0001PNG'), 'is not JSON'],
    [
      'nested without end',
      () => fileWith(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
      'nested more than',
    ],
    [
      'with a pattern of its own',
      () => fileWith({ id: 'x', fields: [{ type: 'text', name: 'a', label: 'A', pattern: '(a+)+$' }] }),
      'fields[0].pattern',
    ],
    [
      'with a script for an address',
      () =>
        fileWith({
          id: 'x',
          fields: [{ type: 'email', name: 'a', label: 'A' }],
          success: { redirect: 'javascript:x' },
        }),
      'success.redirect: must be an http(s) address',
    ],
    [
      'that asks for files',
      () => fileWith({ id: 'x', fields: [{ type: 'file', name: 'a', label: 'A' }] }),
      'fields[0]',
    ],
  ])('says what is wrong with a file %s, and saves nothing', async (_, file, message) => {
    await expect(addForm(file(), { db })).rejects.toThrow(message)
    expect(await listForms({ db, json: true })).toContain('"data": []')
  })

  it('reads a file with a byte order mark, as some editors write it', async () => {
    expect(checkForm(fileWith(`\ufeff${writeTemplate('contact')}`))).toMatch(/^✓ contact/)
  })
})
