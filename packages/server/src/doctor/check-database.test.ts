import { chmodSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Check } from './check.ts'
import { checkDatabase } from './check-database.ts'
import { checkKeys } from './check-keys.ts'

let folder: string
let database: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-doctor-'))
  database = join(folder, 'leads.db')
  await sqliteStore(database).close()
})
afterEach(() => rmSync(folder, { recursive: true }))

const faultOf = (checks: Check[]) => checks.find(({ state }) => state === 'fault')

describe('a database', () => {
  it('that is valid passes', async () => {
    const checks = await checkDatabase(database)
    expect(checks.map(({ about }) => about)).toEqual(['database', 'integrity', 'disk', 'clock'])
    expect(faultOf(checks)).toBeUndefined()
  })

  it('that is not a database is reported', async () => {
    writeFileSync(database, 'a letter to my aunt '.repeat(1_000))
    const fault = faultOf(await checkDatabase(database))
    expect(fault?.found).toMatch(/not a database/)
    expect(fault?.advice).toMatch(/another file|backup/)
  })

  it.each([
    ['without a version', 'CREATE TABLE notes (text)'],
    ['with a version like ours', 'CREATE TABLE visitors (name); PRAGMA user_version = 3'],
    ['with a higher version', 'CREATE TABLE notes (text); PRAGMA user_version = 99'],
    ['with nothing but a version', 'PRAGMA user_version = 4'],
  ])('of another program, %s, is reported and stays as it is', async (_, sql) => {
    const other = join(folder, 'other.db')
    const file = new DatabaseSync(other)
    file.exec(sql)
    file.close()
    const before = readFileSync(other)
    const fault = faultOf(await checkDatabase(other))
    expect(fault?.found).toMatch(/another program/)
    expect(fault?.advice).toMatch(/Name another file/)
    expect(readFileSync(other)).toEqual(before)
  })

  it('of a newer version is reported', async () => {
    const file = new DatabaseSync(database)
    file.exec('PRAGMA user_version = 999')
    file.close()
    const fault = faultOf(await checkDatabase(database))
    expect(fault?.found).toMatch(/newer/)
    expect(fault?.advice).toMatch(/newest leadlight/)
  })

  it('that was written in the future is reported', async () => {
    const later = new Date(Date.now() + 3_600_000)
    utimesSync(database, later, later)
    const fault = faultOf(await checkDatabase(database))
    expect(fault).toMatchObject({ about: 'clock', advice: expect.stringContaining('Set the clock') })
  })

  it('whose server cannot be reached is reported without its password', async () => {
    const fault = faultOf(await checkDatabase('postgres://ada:hush@127.0.0.1:1/leads'))
    expect(fault).toMatchObject({ about: 'database', found: expect.stringContaining('127.0.0.1:1/leads') })
    expect(fault?.advice).toMatch(/server runs/)
    expect(fault?.found).not.toMatch(/server runs/)
    expect(JSON.stringify(fault)).not.toContain('hush')
  })
})

describe('a key file', () => {
  const write = (content: string, mode: number) => {
    writeFileSync(`${database}.keys.json`, content)
    chmodSync(`${database}.keys.json`, mode)
  }
  const sound = '{"writeKey":"wk_aaaaaaaaaaaaaaaaaaaa","secretKey":"sk_aaaaaaaaaaaaaaaaaaaa"}'

  it('that is valid passes', async () => {
    write(sound, 0o600)
    expect((await checkKeys(database, {})).map(({ state }) => state)).toEqual(['ok', 'ok'])
  })

  it('that others can read is reported', async () => {
    write(sound, 0o640)
    expect(faultOf(await checkKeys(database, {}))?.advice).toBe(`Run chmod 600 ${database}.keys.json.`)
  })

  it('that is damaged is reported', async () => {
    write('{"writeKey":', 0o600)
    const fault = faultOf(await checkKeys(database, {}))
    expect(fault?.found).toContain('Cannot read the keys')
    expect(fault?.advice).toContain('Repair or delete the file')
  })

  it('that is missing is accepted, but a secret key that can be guessed is reported', async () => {
    const states = (await checkKeys(database, { secretKey: 'short' })).map(
      ({ about, state }) => `${about} ${state}`,
    )
    expect(states).toEqual(['secret key warning', 'keys ok'])
    expect(await checkKeys(database, {})).toMatchObject([{ about: 'keys', state: 'warning' }])
  })
})
