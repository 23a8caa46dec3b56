import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleEvent } from '../packages/collector/src/storage/contract/samples.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { createDatabase } from '../packages/collector/src/storage/postgres/database.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { StoreUnavailableError } from '../packages/collector/src/storage/store-unavailable-error.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** What providers of databases do besides: users who may do little, limits, encryption, cut and pooled connections. */

let server: PostgresServer
let admin: Client
beforeAll(async () => {
  server = await startPostgres()
  admin = new Client({ connectionString: server.url })
  await admin.connect()
}, 60_000)
afterAll(async () => {
  await admin?.end()
  await server?.stop()
})

let schemas = 0
const newSchema = () => `managed_${process.pid}_${++schemas}`
const urlWith = (parts: Partial<URL>) => Object.assign(new URL(server.url), parts).href
const use = (store: Store) => store.transact((tx) => tx.insertEvents([sampleEvent('a')]))

async function makeRole(): Promise<{ role: string; url: string }> {
  const role = `${newSchema()}_user`
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'a b@c/d'`)
  const url = urlWith({ username: role, password: 'a b@c/d' })
  return { role, url }
}

describe('a user without the right to create schemas', () => {
  it('can use an existing schema', async () => {
    const { role, url } = await makeRole()
    const schema = newSchema()
    await admin.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${role}`)
    const store = postgresStore({ connectionString: url, schema })
    expect(await use(store)).toEqual(['new'])
    await store.close()
  })

  it('is told to have a schema created', async () => {
    const { role, url } = await makeRole()
    await admin.query(`REVOKE CREATE ON DATABASE postgres FROM ${role}`)
    const store = postgresStore({ connectionString: url, schema: newSchema() })
    await expect(use(store)).rejects.toThrow(/permission denied.*; let an administrator create the schema/)
    await store.close()
  })

  it('is told whose the schema is, where it is there already', async () => {
    const schema = newSchema()
    const owner = postgresStore({ connectionString: server.url, schema })
    await use(owner)
    await owner.close()
    const { url } = await makeRole()
    const store = postgresStore({ connectionString: url, schema })
    await expect(use(store)).rejects.toThrow(/permission denied for schema.*; connect as the user to whom/)
    await store.close()
  })
})

describe('a failed connection is reported with what to do', () => {
  it.each([
    ['a wrong password', { password: 'no' }, /check user and password.*%40/],
    ['no password', { password: '' }, /check user and password|add the password/],
    ['an unknown user', { username: 'nobody' }, /check user and password/],
    ['an unknown database', { pathname: '/nothing' }, /create it with createdb/],
    ['a port where nobody listens', { port: '1' }, /check host and port.*server runs/],
    ['an unknown host', { hostname: 'nowhere.invalid' }, /check the host/],
    ['encryption that it has not', { search: 'sslmode=verify-full' }, /leave sslmode out/],
  ])('%s', async (_, parts, advice) => {
    const store = postgresStore(urlWith(parts))
    await expect(use(store)).rejects.toThrow(advice)
    await expect(use(store)).rejects.toThrow(StoreUnavailableError)
    await store.close()
  })
})

describe('statement timeouts', () => {
  it('do not apply to migrations, and are reported elsewhere', async () => {
    const schema = newSchema()
    const limited = urlWith({ search: 'options=-c%20statement_timeout%3D1000' })
    const database = createDatabase({ connectionString: limited, schema }, [
      'CREATE TABLE made (a integer); SELECT pg_sleep(1.2)',
    ])
    const made = await database.within('read', (session) => session.query('SELECT * FROM made'))
    expect(made).toEqual([])
    const cut = database.within('read', (session) => session.query('SELECT pg_sleep(1.2)'))
    await expect(cut).rejects.toThrow(/statement timeout; raise statement_timeout/)
    await database.close()
  })

  it('do not apply to a server that waits while another one migrates', async () => {
    const schema = newSchema()
    const migrations = ['CREATE TABLE made (a integer); SELECT pg_sleep(1.2)']
    const search = 'options=-c%20statement_timeout%3D1000%20-c%20lock_timeout%3D1000'
    const databases = Array.from({ length: 3 }, () =>
      createDatabase({ connectionString: urlWith({ search }), schema }, migrations),
    )
    const made = await Promise.all(
      databases.map((database) => database.within('read', (session) => session.query('SELECT * FROM made'))),
    )
    expect(made).toEqual([[], [], []])
    await Promise.all(databases.map((database) => database.close()))
  })
})

describe('connections', () => {
  it('are replaced when they were cut while idle', async () => {
    const name = newSchema()
    const store = postgresStore({ connectionString: server.url, schema: name, application_name: name })
    const read = () => store.read((snapshot) => snapshot.setting('model'))
    await Promise.all(Array.from({ length: 10 }, read))
    for (let round = 0; round < 5; round++) {
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
        [name],
      )
      await expect(Promise.all(Array.from({ length: 10 }, read))).resolves.toHaveLength(10)
    }
    await store.close()
  })

  it('leave room for events when all are busy with reads', async () => {
    const store = postgresStore({ connectionString: server.url, schema: newSchema(), max: 5 })
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    const questions = Array.from({ length: 12 }, () =>
      store.read(async (snapshot) => {
        await snapshot.setting('model')
        await answered
      }),
    )
    // Would wait for those who wait for it.
    expect(await use(store)).toEqual(['new'])
    answer()
    expect(await Promise.all(questions)).toHaveLength(12)
    await store.close()
  })

  it('are reported when all are busy for long, and nothing is stored', async () => {
    const schema = newSchema()
    const options = { connectionString: server.url, schema, max: 1, connectionTimeoutMillis: 200 }
    const store = postgresStore(options)
    await store.read(async (snapshot) => {
      await snapshot.setting('model')
      await expect(use(store)).rejects.toThrow(/timeout.*not all connections are busy/)
      await expect(store.read(async () => {})).rejects.toThrow(StoreUnavailableError)
    })
    expect(await use(store)).toEqual(['new'])
    await store.close()
  })

  it('work without prepared statements when these are lost or taken', async () => {
    const schema = newSchema()
    const database = createDatabase({ connectionString: server.url, schema, max: 1 }, [''])
    const ask = () => database.within('read', (session) => session.query('SELECT $1::integer AS it', 7))
    const prepared = async () =>
      await database.within('read', (session) => session.query('SELECT name FROM pg_prepared_statements'))
    expect(await ask()).toEqual([{ it: 7 }])
    expect(await prepared()).not.toEqual([])
    await database.within('read', (session) => session.command('DEALLOCATE ALL'))
    expect(await ask()).toEqual([{ it: 7 }])
    expect(await prepared()).toEqual([])
    await database.close()
  })
})

it('connects with TLS, with or without checking the certificate', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-certificate-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...[
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
  ])
  if (made.error !== undefined || server.crash === null)
    return context.skip('Needs openssl, and a server that may be restarted: unset DATABASE_URL.')
  // The key has to belong to the user that the server runs as, and to be readable by nobody else.
  for (const [file, name] of [
    [key, 'server.key'],
    [certificate, 'server.crt'],
  ] as const) {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const rows = lines.map((line) => `('${line}')`).join(', ')
    await admin.query(`COPY (SELECT * FROM (VALUES ${rows}) AS lines) TO PROGRAM 'umask 077; cat > ${name}'`)
  }
  await admin.query("ALTER SYSTEM SET ssl = 'on'")
  await admin.query('SELECT pg_reload_conf()')
  const isEncrypted = async (search: string) => {
    const schema = newSchema()
    const database = createDatabase({ connectionString: urlWith({ search }), schema }, [''])
    try {
      const rows = await database.within('read', (session) =>
        session.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
      )
      return rows[0]?.ssl
    } finally {
      await database.close()
    }
  }
  await expect.poll(() => isEncrypted('sslmode=no-verify')).toBe(true)
  expect(await isEncrypted(`sslmode=verify-full&sslrootcert=${certificate}`)).toBe(true)
  expect(await isEncrypted('')).toBe(false)
  await expect(isEncrypted('sslmode=verify-full')).rejects.toThrow(/add &sslrootcert=/)
  rmSync(folder, { recursive: true })
  // Other tests, which may come later, need a server without it.
  await admin.query('ALTER SYSTEM RESET ssl')
  await admin.query('SELECT pg_reload_conf()')
  await expect.poll(() => isEncrypted('sslmode=no-verify').catch((error) => String(error))).toMatch(/SSL/)
})
