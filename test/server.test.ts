import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { leadlight, runLeadlight, runNode, startLeadlight } from './leadlight-process.ts'

vi.setConfig({ testTimeout: 60_000 }) // Each test starts processes, some several.

const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']

let folder: string
let database: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-server-'))
  database = join(folder, 'leads.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A batch of `count` events of one visitor, with ids that begin with `name`. */
function batch(name: string, count = 1) {
  const messages = Array.from({ length: count }, (_, index) => ({
    type: 'page',
    messageId: `${name}-${index}`,
    anonymousId: 'visitor-1',
    properties: { url: 'https://www.example.com/pricing', path: '/pricing' },
  }))
  return JSON.stringify({ writeKey: 'wk_test', sentAt: new Date().toISOString(), batch: messages })
}

function send(url: string, body: string): Promise<Response> {
  return fetch(`${url}/v1/batch`, { method: 'POST', body })
}

async function leads(url: string, secretKey: string): Promise<Response> {
  return fetch(`${url}/api/leads`, { headers: { authorization: `Bearer ${secretKey}` } })
}

describe('leadlight', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await runLeadlight(['--help'])
    expect(code).toBe(0)
    for (const command of ['serve', 'leads', 'score']) expect(stdout).toContain(command)
  })

  it.each([
    [['serve', '--prot', '1'], /unknown option '--prot'[\s\S]*Did you mean --port\?/],
    [['serv'], /unknown command 'serv'[\s\S]*Did you mean serve\?/],
    [['serve', '--port', 'http'], /--port[\s\S]*whole number from 0 to 65535/],
    [['serve', '--allow-origin', 'https://a.example/x'], /is not an origin/],
    [['score'], /missing required argument 'lead'/],
    [['leads', '--url', 'http://127.0.0.1:9'], /--secret-key or LEADLIGHT_SECRET_KEY/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stderr } = await runLeadlight(args)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })

  it('says which Node it needs before it loads anything', async () => {
    const versions = "{ value: { ...process.versions, node: '22.12.0' } }"
    const older = `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`
    const { code, stdout, stderr } = await runNode(['--import', older, leadlight, '--help'])
    expect(stderr).toContain('leadlight needs Node 22.13 or newer')
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('refuses wrong values of environment variables', async () => {
    const { code, stderr } = await runLeadlight(['serve'], { LEADLIGHT_PORT: '99999' })
    expect(stderr).toContain('LEADLIGHT_PORT')
    expect(code).toBe(2)
  })
})

describe('leadlight serve', () => {
  it('stops on SIGTERM with exit code 0', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    expect((await server.end('SIGTERM')).code).toBe(0)
  })

  it('reads options from the environment, and prefers flags', async () => {
    const env = {
      LEADLIGHT_DB: database,
      LEADLIGHT_WRITE_KEY: 'wk_test',
      LEADLIGHT_SECRET_KEY: 'sk_environment',
      LEADLIGHT_ALLOW_ORIGIN: 'https://www.example.com',
    }
    const server = await startLeadlight(['--secret-key', 'sk_flag'], env)
    expect((await leads(server.url, 'sk_flag')).status).toBe(200)
    expect((await leads(server.url, 'sk_environment')).status).toBe(401)
    const foreign = { method: 'POST', body: batch('a'), headers: { origin: 'https://evil.example' } }
    expect((await fetch(`${server.url}/v1/batch`, foreign)).status).toBe(403)
    await server.end('SIGTERM')
    expect(existsSync(database)).toBe(true)
  })

  it('prints addresses that a browser can open: its own, or the public one', async () => {
    const everywhere = ['--host', '0.0.0.0', '--db', ':memory:', ...keys]
    const local = await startLeadlight(everywhere)
    expect(local.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(local.stdout()).toContain(`src="${local.url}/leadlight.js"`)
    await local.end('SIGTERM')

    const known = await startLeadlight([...everywhere, '--public-url', 'https://leads.example.com/'])
    expect(known.stdout()).toContain('src="https://leads.example.com/leadlight.js"')
    expect(known.stdout()).toContain('Page of leads  https://leads.example.com/')
    const settings = await fetch(`${known.url}/v1/projects/wk/settings`)
    expect(await settings.text()).toContain('"apiHost":"leads.example.com/v1","protocol":"https"')
    await known.end('SIGTERM')
  })

  it('creates keys, shows the secret one once, and stores both beside the database', async () => {
    const first = await startLeadlight(['--db', database])
    const secretKey = /Secret key\s+(sk_\S+)/.exec(first.stdout())?.[1] ?? 'none'
    const writeKey = /data-write-key="(wk_[^"]+)"/.exec(first.stdout())?.[1]
    expect((await leads(first.url, secretKey)).status).toBe(200)
    await first.end('SIGINT')

    const second = await startLeadlight(['--db', database])
    expect(second.stdout()).not.toContain(secretKey)
    expect(second.stdout()).toContain(`data-write-key="${writeKey}"`)
    expect((await leads(second.url, secretKey)).status).toBe(200)
    await second.end('SIGTERM')
    expect(readFileSync(`${database}.keys.json`, 'utf8')).toContain(secretKey)
  })

  it('names a port that is in use, and how to choose another', async () => {
    const other = await listenSomewhere()
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await runLeadlight(['serve', '--db', database, '--port', String(port), ...keys])
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(stderr).toContain(`--port ${port + 1}`)
    expect(code).toBe(1)
    other.close()
  })

  it('names the mistakes of a scoring model', async () => {
    const model = join(folder, 'model.json')
    const rule = { id: 'a', label: 'A', dimension: 'engagement', on: { event: 'page' }, points: 'ten' }
    writeFileSync(model, JSON.stringify({ name: 'x', version: 1, rules: [rule] }))
    const { code, stderr } = await runLeadlight(['serve', '--db', database, '--model', model, ...keys])
    expect(stderr).toContain(model)
    expect(stderr).toContain('rules[0].points: expected a number')
    expect(stderr).toContain('thresholds: ')
    expect(code).toBe(1)
  })

  it.each([
    ['a model that is not there', ['--model', '/nonexistent/model.json'], /Cannot read the scoring model/],
    ['a database that cannot be', ['--db', '/nonexistent/leads.db'], /\/nonexistent\/leads\.db[\s\S]*--db/],
    ['an address of another machine', ['--host', '192.0.2.1'], /no address 192\.0\.2\.1[\s\S]*--host/],
  ])('refuses %s with exit code 1', async (_, args, message) => {
    const { code, stderr } = await runLeadlight(['serve', '--db', database, ...keys, ...args])
    expect(stderr).toMatch(message)
    expect(code).toBe(1)
  })

  it('answers pending requests when it is told to stop', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    const answered: string[] = []
    let stopping = false
    const client = async (name: string) => {
      for (let turn = 0; ; turn += 1) {
        const response = await send(server.url, batch(`${name}-${turn}`, 20)).catch(() => undefined)
        if (response?.status === 200) answered.push(`${name}-${turn}`)
        else if (stopping) return
      }
    }
    const clients = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(client))
    while (answered.length < 40) await new Promise((resolve) => setTimeout(resolve, 5))
    stopping = true
    const ending = await server.end('SIGTERM')
    await clients
    expect(ending.code).toBe(0)
    const stored = storedIds(database)
    const lost = answered.filter((name) => !stored.has(`${name}-0`) || !stored.has(`${name}-19`))
    expect(lost).toEqual([])
  })

  it('logs without e-mail addresses, IP addresses and query strings', async () => {
    const server = await startLeadlight(['--db', database, '--log-level', 'debug', ...keys])
    await send(server.url, batch('a'))
    const authorization = 'Bearer sk_test'
    await fetch(`${server.url}/api/leads/email:ada@example.com?token=hidden`, { headers: { authorization } })
    const { stderr } = await server.end('SIGTERM')
    expect(stderr).toContain('/api/leads/:id')
    expect(stderr).not.toMatch(/ada|example\.com|127\.0\.0\.1|hidden|sk_test/)
  })
})

describe('leadlight leads and leadlight score', () => {
  it('read the same from a server and from the database file', async () => {
    const server = await startLeadlight(['--db', database, ...keys])
    const identify = {
      type: 'identify',
      messageId: 'm1',
      anonymousId: 'visitor-1',
      traits: { email: 'ada@example.com' },
    }
    await send(server.url, JSON.stringify({ writeKey: 'wk_test', batch: [identify] }))
    await send(server.url, batch('a', 3))
    const overHttp = ['--url', server.url, '--secret-key', 'sk_test']

    const table = await runLeadlight(['leads', ...overHttp])
    expect(table.stdout).toMatch(/Score {2}Grade[\s\S]*ada@example\.com/)
    const answer = JSON.parse((await runLeadlight(['leads', '--json', ...overHttp])).stdout)
    expect(answer.data[0].email).toBe('ada@example.com')

    const at = ['--at', new Date(Date.now() + 1000).toISOString()]
    const score = await runLeadlight(['score', 'ada@example.com', ...at, ...overHttp])
    expect(score.stdout).toContain(`grade ${answer.data[0].grade}`)
    expect(score.code).toBe(0)
    await server.end('SIGTERM')

    expect((await runLeadlight(['leads', '--db', database])).stdout).toBe(table.stdout)
    expect((await runLeadlight(['score', 'ada@example.com', ...at, '--db', database])).stdout).toBe(
      score.stdout,
    )
  })

  it.each([
    ['no such database', ['leads', '--db', '/nonexistent/leads.db'], /leads\.db\.\nThe first "leadlight/],
    [
      'no such server',
      ['leads', '--url', 'http://127.0.0.1:9', '--secret-key', 'k'],
      /Cannot reach http:\/\/127\.0\.0\.1:9/,
    ],
  ])('fail clearly: %s', async (_, args, message) => {
    const { code, stderr } = await runLeadlight(args)
    expect(stderr).toMatch(message)
    expect(code).toBe(1)
  })
})

function listenSomewhere(): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** The ids of all stored events. */
function storedIds(file: string): Set<string> {
  const reader = new DatabaseSync(file, { readOnly: true })
  const rows = reader.prepare('select message_id from events').all()
  reader.close()
  return new Set(rows.map((row) => String(row.message_id)))
}
