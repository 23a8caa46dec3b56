import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainLaw } from '../../packages/collector/src/crossings/crossings.test.arbitraries.ts'
import { postgresStore } from '../../packages/collector/src/storage/postgres.ts'
import { storeContract } from '../../packages/collector/src/testing.ts'
import { freePort, type PostgresServer, startPostgres } from '../postgres.ts'

/**
 * PgBouncer in transaction mode, which hands each transaction to any connection that is free: nothing may be left on one.
 * Tried where there is one: Debian's, or that at `PGBOUNCER_PATH`.
 */
const program = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer'
const isThere = spawnSync(program, ['--version']).status === 0

let server: PostgresServer | undefined
let pooler: ChildProcess | undefined
let folder: string
let url: string

beforeAll(async () => {
  if (!isThere) return
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'leadlight-pooler-'))
  const port = await freePort()
  const { hostname, port: serverPort, username, password } = new URL(server.url)
  const settings = [
    ...[
      '[databases]',
      `postgres = host=${hostname} port=${serverPort} user=${username} password=${password}`,
    ],
    ...[
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
    ],
    // Few connections, so that they change hands all the time.
    ...['pool_mode = transaction', 'default_pool_size = 3'],
  ]
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, settings.join('\n'))
  chmodSync(folder, 0o755)
  // It refuses to run as root.
  const asSomebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  pooler = spawn(program, [file], { ...asSomebody, stdio: 'ignore' })
  url = `postgres://somebody@127.0.0.1:${port}/postgres`
  while (!(await canConnect(url))) await sleep(50)
}, 60_000)
afterAll(async () => {
  pooler?.kill()
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true })
})

let schemas = 0
const openStore = (schema = `pooled_${process.pid}_${++schemas}`) =>
  postgresStore({ connectionString: url, schema, max: 3 })

describe.runIf(isThere)('behind a pooler in transaction mode', () => {
  it.each(storeContract.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    await expect(item.run(() => openStore())).resolves.toBeUndefined()
  })

  it('two collectors record each crossing once', async () => {
    const openTwo = () => {
      const schema = `pooled_${process.pid}_${++schemas}`
      return [openStore(schema), openStore(schema)] as [
        ReturnType<typeof openStore>,
        ReturnType<typeof openStore>,
      ]
    }
    await fc.assert(chainLaw(openTwo), { numRuns: 5 })
  }, 120_000)

  it('gets different connections (negative control)', async () => {
    const client = new Client({ connectionString: url })
    const others = Array.from({ length: 2 }, () => new Client({ connectionString: url }))
    await Promise.all([client, ...others].map((each) => each.connect()))
    const process = async () => (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid
    const before = await process()
    await Promise.all(others.map((other) => other.query('BEGIN')))
    const after = await process()
    await Promise.all([client, ...others].map((each) => each.end()))
    expect(after).not.toBe(before)
  })
})

it.skipIf(isThere)('has a pooler to test with', (context) => {
  context.skip(`${program} is missing: on Debian, apt-get install pgbouncer`)
})

async function canConnect(to: string): Promise<boolean> {
  const client = new Client({ connectionString: to })
  client.on('error', () => {})
  return await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
