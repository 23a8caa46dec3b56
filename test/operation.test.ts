import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onSmallDisk } from './collector-faults/bad-disk.ts'
import { type RunningProcess, runLeadlight, startLeadlight } from './leadlight-process.ts'

/** What whoever runs a collector does with it. */

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-operation-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test_that_is_long_enough']
const bearer = { authorization: 'Bearer sk_test_that_is_long_enough' }

async function send(server: RunningProcess, name: string, message: object = {}): Promise<number> {
  const batch = [{ type: 'page', messageId: name, anonymousId: 'v', ...message }]
  const body = JSON.stringify({ writeKey: 'wk_test', batch })
  return (await fetch(`${server.url}/v1/batch`, { method: 'POST', body })).status
}

describe('leadlight doctor', () => {
  it('finds nothing wrong with a valid database', async () => {
    await (await startLeadlight(['--db', database])).end('SIGTERM')
    const { code, stdout, stderr } = await runLeadlight(['doctor', '--db', database])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    for (const about of ['database', 'integrity', 'disk', 'clock', 'key file', 'keys'])
      expect(stdout).toContain(`${about}: `)
    expect(stdout).not.toContain('✗')
  })

  it('finds a damaged file, and keys that others may read', async () => {
    await (await startLeadlight(['--db', database])).end('SIGTERM')
    chmodSync(`${database}.keys.json`, 0o644)
    const bytes = readFileSync(database)
    bytes.fill(0xab, 3 * 4096 + 100, 20 * 4096)
    writeFileSync(database, bytes)
    const { code, stdout } = await runLeadlight(['doctor', '--db', database])
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ (integrity|database): .*\n {2}→ /)
    expect(stdout).toContain(`chmod 600 ${database}.keys.json`)
  })

  it('reports a missing database', async () => {
    const { code, stdout, stderr } = await runLeadlight(['doctor', '--db', database, '--json'])
    expect([code, stderr]).toEqual([1, 'error: 1 to put right.\n'])
    expect(JSON.parse(stdout).checks).toContainEqual(
      expect.objectContaining({ found: expect.stringContaining('There is no file') }),
    )
  })

  it('finds a disk that is nearly full', async () => {
    const told = await onSmallDisk(16 * 1024, async (world) => {
      await (await world.start()).end('SIGTERM')
      return await runLeadlight(['doctor', '--db', world.database])
    })
    if (told === undefined) return console.info('not tried: a small file system can be mounted by root only')
    expect(told.code).toBe(1)
    expect(told.stdout).toMatch(/✗ disk: \d+ MiB free[^\n]*\n {2}→ Make room/)
  })

  it('checks a running server like pages see it', async () => {
    const shop = 'https://shop.example'
    const server = await startLeadlight(['--db', database, ...keys, '--allow-origin', shop])
    const given = ['--write-key', 'wk_test', '--secret-key', 'sk_test_that_is_long_enough']
    const over = ['doctor', '--url', server.url, ...given]
    const { code, stdout } = await runLeadlight([...over, '--origin', shop, '--json'])
    const { checks } = JSON.parse(stdout)
    const states = checks.map(({ about, state }: { about: string; state: string }) => `${about} ${state}`)
    expect(states).toEqual(
      expect.arrayContaining(['server ok', 'clocks ok', 'origin ok', 'write key ok', 'secret key ok']),
    )
    expect(code).toBe(0)

    const wrong = await runLeadlight([
      'doctor',
      '--url',
      server.url,
      '--secret-key',
      'sk_no',
      '--write-key',
      'wk_test',
      '--origin',
      'https://evil.example',
    ])
    expect(wrong.code).toBe(1)
    expect(wrong.stdout).toMatch(
      /✗ origin: Pages of https:\/\/evil\.example may not send[^\n]*\n {2}→ .*--allow-origin/,
    )
    expect(wrong.stdout).toContain('✗ secret key')
    expect(wrong.stdout).toMatch(/✗ write key: It may not be used by pages of https:\/\/evil\.example/)
    await server.end('SIGTERM')

    const gone = await runLeadlight(over)
    expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('Cannot reach')])
  })
})

describe('leadlight retention', () => {
  it('deletes old events of visitors, and keeps their identity', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    const old = new Date(Date.now() - 90 * 24 * 3_600_000).toISOString()
    await send(server, 'old', { timestamp: old, properties: { path: '/pricing' } })
    await send(server, 'told', { type: 'identify', timestamp: old, traits: { email: 'ada@example.com' } })
    await send(server, 'new')
    for (let number = 0; number < 100; number++)
      await send(server, `long${number}`, { properties: { text: 'word '.repeat(2_000) } })
    await server.end('SIGTERM')
    // It goes by arrival, which a sender cannot choose.
    const file = new DatabaseSync(database)
    file.exec(`UPDATE events SET received_at = ${Date.parse(old)} WHERE message_id <> 'new'`)
    file.close()
    const command = ['retention', '--db', database, '--keep-events-days', '30']
    const before = statSync(database).size
    const { code, stdout } = await runLeadlight([...command, '--vacuum'])
    expect(statSync(database).size).toBeLessThan(before / 2)
    expect([code, stdout]).toEqual([0, expect.stringContaining('✓ 101 events from before')])
    expect((await runLeadlight(command)).stdout).toContain('✓ 0 events')
    const again = await startLeadlight(['--db', database, ...keys, '--keep-events-days', '30'])
    const lead = await fetch(`${again.url}/api/leads/email:ada@example.com/events`, { headers: bearer })
    const text = await lead.text()
    expect(text).toContain('"new"')
    expect(text).not.toContain('"old"')
    expect((await again.end('SIGTERM')).code).toBe(0)
  })

  it.each(['0', '-1', 'many'])('refuses to keep events for %s days', async (days) => {
    expect((await runLeadlight(['retention', '--keep-events-days', days])).code).toBe(2)
    expect((await runLeadlight(['serve', '--keep-events-days', days])).code).toBe(2)
  })
})

it('serves metrics with the token, and never logs the token', async () => {
  const server = await startLeadlight([
    '--db',
    database,
    ...keys,
    '--metrics-token',
    'scrape_me',
    '--log-level',
    'debug',
  ])
  await send(server, 'm')
  expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer scrape_me' } })
  expect(await answer.text()).toContain('leadlight_events_accepted_total 1')
  const { stderr } = await server.end('SIGTERM')
  expect(stderr).toContain('"/metrics"')
  expect(stderr).not.toContain('scrape_me')
})
