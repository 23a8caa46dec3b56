import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { keyFileOf, resolveKeys } from './keys.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-keys-'))
  file = keyFileOf(join(folder, 'leads.db'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('uses given keys and writes nothing', () => {
  const given = { writeKey: 'wk_a', secretKey: 'sk_a' }
  expect(resolveKeys(given, file)).toEqual({ ...given, isNew: false, file: null })
  expect(() => statSync(file)).toThrow('ENOENT')
})

it('makes keys once and keeps them', () => {
  const first = resolveKeys({}, file)
  expect(first).toMatchObject({ isNew: true, file })
  expect(first.writeKey).toMatch(/^wk_[\w-]{20}$/)
  expect(first.secretKey).toMatch(/^sk_[\w-]{20}$/)
  expect(resolveKeys({}, file)).toEqual({ ...first, isNew: false })
})

it('makes the key file unreadable for other users', () => {
  resolveKeys({}, file)
  expect(statSync(file).mode & 0o077).toBe(0)
})

it('lets a given key replace a stored one for this run only', () => {
  const first = resolveKeys({}, file)
  expect(resolveKeys({ secretKey: 'sk_mine' }, file)).toMatchObject({
    writeKey: first.writeKey,
    secretKey: 'sk_mine',
  })
  expect(resolveKeys({}, file).secretKey).toBe(first.secretKey)
})

it('makes a new secret key when its line is missing', () => {
  writeFileSync(file, '{"writeKey":"wk_old"}')
  const keys = resolveKeys({}, file)
  expect(keys).toMatchObject({ writeKey: 'wk_old', isNew: true })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ writeKey: 'wk_old', secretKey: keys.secretKey })
})

it('makes new keys on each start without a file', () => {
  expect(resolveKeys({}, null).secretKey).not.toBe(resolveKeys({}, null).secretKey)
})

it.each([{ writeKey: 'sk_mine' }, { secretKey: 'wk_mine' }, { writeKey: 'sk_mine', secretKey: 'wk_mine' }])(
  'refuses a key in place of the other: %j',
  (given) => {
    expect(() => resolveKeys(given, null)).toThrow('swapped')
    expect(() => statSync(file)).toThrow('ENOENT')
  },
)

it.each(['{"writeKey":', '[1]x', '7'])('refuses a broken key file: %s', (text) => {
  writeFileSync(file, text)
  expect(() => resolveKeys({}, file)).toThrow(Failure)
})
