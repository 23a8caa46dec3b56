import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runLeadlight, startLeadlight } from './leadlight-process.ts'
import { startPostgres } from './postgres.ts'

/** `leadlight keys` on the database of a server that runs. */

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-keys-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function leadlight(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runLeadlight(args)
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout
}

it('creates, rotates and revokes keys, which a running server applies within seconds', {
  timeout: 180_000,
}, async () => {
  const server = await startLeadlight([
    '--db',
    database,
    '--write-key',
    'wk_first',
    '--secret-key',
    'sk_first',
  ])
  const statusOf = async (writeKey: string) => {
    const body = JSON.stringify({ writeKey, batch: [{ type: 'page', anonymousId: 'v' }] })
    return (await fetch(`${server.url}/v1/batch`, { method: 'POST', body })).status
  }
  const until = async (writeKey: string, status: number) => {
    while ((await statusOf(writeKey)) !== status) await sleep(50)
  }
  const db = ['--db', database]
  const made = JSON.parse(
    await leadlight('keys', 'create', '--name', 'shop', '--site', 'shop', '--json', ...db),
  )
  await until(made.key, 200)

  const table = await leadlight('keys', 'list', ...db)
  expect(table).toContain(`wk_…${made.key.slice(-4)}`)
  expect(table).not.toContain(made.key)

  const next = /wk_[\da-f]{40}/.exec(await leadlight('keys', 'rotate', made.id, ...db))?.[0] ?? ''
  await until(next, 200)
  await until(made.key, 401)

  const over = ['--url', server.url, '--secret-key', 'sk_first']
  const { data } = JSON.parse(await leadlight('keys', 'list', '--json', ...over))
  const id = data.find((key: { endsAt: string | null }) => key.endsAt === null).id
  expect(await leadlight('keys', 'revoke', id, ...over)).toContain('is revoked')
  expect(await statusOf(next)).toBe(401)

  const headers = { authorization: 'Bearer sk_first' }
  const { data: changes } = await (await fetch(`${server.url}/api/audit`, { headers })).json()
  expect(changes.map((change: { key: string; route: string }) => `${change.key} ${change.route}`)).toEqual([
    'configured /api/keys/:id',
    'command line /api/keys/:id/rotate',
    'command line /api/keys',
  ])
  await server.end('SIGTERM')
  for (const key of [made.key, next]) expect(readFileSync(database).includes(key)).toBe(false)
})

it('stored keys are enough for servers on PostgreSQL', { timeout: 180_000 }, async () => {
  const postgres = await startPostgres()
  const name = `keys_${Date.now()}`
  const admin = new Client({ connectionString: postgres.url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  try {
    const url = new URL(postgres.url)
    url.pathname = `/${name}`
    const env = { LEADLIGHT_DB: url.href }
    const without = await runLeadlight(['serve', '--port', '0'], env)
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('leadlight keys create')])
    const make = async (kind: string) => {
      const { stdout } = await runLeadlight(['keys', 'create', '--kind', kind, '--name', kind, '--json'], env)
      return JSON.parse(stdout).key
    }
    const [writeKey, secretKey] = [await make('write'), await make('secret')]
    const server = await startLeadlight([], env)
    expect(server.stdout()).not.toContain(secretKey)
    const batch = [{ type: 'identify', anonymousId: 'v', traits: { email: 'ada@example.com' } }]
    const sent = await fetch(`${server.url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ writeKey, batch }),
    })
    expect(sent.status).toBe(200)
    const read = await fetch(`${server.url}/api/leads`, { headers: { authorization: `Bearer ${secretKey}` } })
    expect((await read.json()).data).toMatchObject([{ email: 'ada@example.com' }])
    expect((await server.end('SIGTERM')).code).toBe(0)
    const doctor = await runLeadlight(['doctor'], env)
    expect([doctor.code, doctor.stdout]).toEqual([0, expect.stringContaining('2 in the database')])
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
    await postgres.stop()
  }
})

it.each([
  [['keys', 'create', '--db', 'x.db'], /required option '--name/, 2],
  [['keys', 'create', '--name', 'x', '--origin', 'example.com'], /is not an origin/, 2],
  [['keys', 'rotate', 'x', '--grace-hours', 'many'], /number of hours/, 2],
  [['keys', 'list', '--db', '/nonexistent/leads.db'], /no database/, 1],
])('refuses %j', async (args, message, expected) => {
  const { code, stderr } = await runLeadlight(args)
  expect(stderr).toMatch(message)
  expect(code).toBe(expected)
})
