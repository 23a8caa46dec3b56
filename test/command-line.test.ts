import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultModel } from '../packages/scoring/src/index.ts'
import { runLeadlight, startLeadlight } from './leadlight-process.ts'

/** What the command makes of its settings, and what it says when they are wrong. */

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-command-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const secretKey = 'sk_test_that_is_long_enough'
const keys = ['--write-key', 'wk_test', '--secret-key', secretKey]
const bearer = { authorization: `Bearer ${secretKey}` }

/** Statuses of so many requests that a proxy says are from one visitor. */
async function flood(url: string, requests: number): Promise<number[]> {
  const statuses: number[] = []
  for (let number = 0; number < requests; number++) {
    const body = JSON.stringify({ writeKey: 'wk_test', anonymousId: 'v', event: 'Came' })
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    statuses.push((await fetch(`${url}/v1/track`, { method: 'POST', body, headers })).status)
  }
  return statuses
}

describe('variables of the environment', () => {
  it.each([
    ['false', 200],
    ['true', 429],
  ])('LEADLIGHT_TRUST_PROXY=%s is understood', async (word, last) => {
    const limits = ['--db', ':memory:', ...keys, '--address-rate', '1']
    const server = await startLeadlight(limits, { LEADLIGHT_TRUST_PROXY: word })
    expect((await flood(server.url, 30)).includes(429)).toBe(last === 429)
    await server.end('SIGTERM')
  })

  it('count as missing when they are empty', async () => {
    const env = {
      LEADLIGHT_PORT: '',
      LEADLIGHT_SECRET_KEY: '',
      LEADLIGHT_WRITE_KEY: ' ',
      LEADLIGHT_MODEL: '',
    }
    const server = await startLeadlight(['--db', database], env)
    expect(server.stdout()).toMatch(/data-write-key="wk_[\w-]{20}"/)
    await server.end('SIGTERM')
  })
})

describe('files', () => {
  it('with leads are readable only by their owner', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    await flood(server.url, 1)
    const copy = join(folder, 'copy.db')
    expect((await runLeadlight(['backup', copy, '--db', database])).code).toBe(0)
    for (const file of [database, `${database}-wal`, copy]) expect(statSync(file).mode & 0o077, file).toBe(0)
    await server.end('SIGTERM')

    chmodSync(folder, 0o755)
    const examine = async () => (await runLeadlight(['doctor', '--db', database])).stdout
    expect(await examine()).not.toContain('Everybody')
    chmodSync(database, 0o644)
    expect(await examine()).toContain(`! rights: Everybody on this machine can read ${database}`)
  })

  it('in a missing folder are reported as such', async () => {
    const lost = join(folder, 'none', 'leads.db')
    for (const args of [
      ['leads', '--db', folder],
      ['serve', '--port', '0', '--db', lost],
    ]) {
      const { code, stderr } = await runLeadlight(args)
      expect([code, stderr]).toEqual([1, expect.stringMatching(/there is no folder|it is a folder/)])
    }
    await (await startLeadlight(['--db', database])).end('SIGTERM')
    const { code, stderr } = await runLeadlight(['backup', lost, '--db', database])
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no folder')])
  })

  it('for downloads need their folder at the start', async () => {
    const { code, stderr } = await runLeadlight([
      'serve',
      '--db',
      ':memory:',
      '--downloads',
      join(folder, 'none'),
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no folder')])
  })

  it('without a valid line end an import with exit code 1', async () => {
    const file = join(folder, 'events.ndjson')
    writeFileSync(file, 'no event\n')
    const none = await runLeadlight(['import', file, '--db', database])
    expect([none.code, none.stdout]).toEqual([1, expect.stringContaining('1 left out')])
    writeFileSync(file, 'no event\n{"type":"identify","userId":"u","traits":{"email":"ada@example.com"}}\n')
    expect((await runLeadlight(['import', file, '--db', database])).code).toBe(0)
  })
})

describe('a request of a command', () => {
  it('for something unknown is answered in terms of the command line', { timeout: 180_000 }, async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    const say = async (...args: string[]) => {
      const { code, stdout, stderr } = await runLeadlight(args)
      return [code, `${stdout}${stderr}`]
    }
    const here = ['--db', database]
    expect(await say('leads', ...here)).toEqual([0, 'No leads yet.\n'])
    expect(await say('leads', ...here, '--search', 'ada')).toEqual([0, 'No lead is like that.\n'])
    expect(await say('score', 'ada@example.com', ...here)).toEqual([
      1,
      expect.stringContaining('leadlight leads'),
    ])
    expect(await say('keys', 'revoke', 'x', ...here)).toEqual([
      1,
      expect.stringContaining('leadlight keys list'),
    ])
    expect(await say('leads', ...here, '--stage', 'hot')).toEqual([2, expect.stringContaining('mql')])
    expect(await say('leads', ...here, '--grade', 'Z9')).toEqual([2, expect.stringContaining('like A1')])
    const there = ['leads', '--url', server.url, '--secret-key']
    expect(await say(...there, 'sk_no')).toEqual([1, expect.stringContaining('--secret-key')])
    await server.end('SIGTERM')
  })

  it('to a server that is not Leadlight is reported as such', async () => {
    const other = createServer((_, response) => response.end('<h1>Hello</h1>')).listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const { code, stderr } = await runLeadlight(['leads', '--url', url, '--secret-key', 'sk'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('not as leadlight serve does')])
    other.close()
  })
})

it('says when the given model is not the current one', async () => {
  const file = join(folder, 'model.json')
  writeFileSync(file, JSON.stringify(defaultModel))
  const start = () => startLeadlight(['--db', database, ...keys, '--model', file])
  const first = await start()
  const name = 'Published'
  const body = JSON.stringify({ ...defaultModel, name })
  const put = await fetch(`${first.url}/api/model`, { method: 'PUT', body, headers: bearer })
  expect(put.status).toBe(200)
  expect((await first.end('SIGTERM')).stderr).not.toContain('not in force')

  const second = await start()
  const model = await fetch(`${second.url}/api/model`, { headers: bearer })
  expect(await model.json()).toMatchObject({ name })
  expect(second.stderr()).toContain('the model of --model is not in force')
  await second.end('SIGTERM')

  // Edited, with its version raised to one that was given to the published model.
  writeFileSync(file, JSON.stringify({ ...defaultModel, name: 'Edited', version: defaultModel.version + 1 }))
  const third = await start()
  const kept = await fetch(`${third.url}/api/model`, { headers: bearer })
  expect(await kept.json()).toMatchObject({ name })
  expect((await third.end('SIGTERM')).stderr).toContain('has version 2, as does the current one, but other')
})
