import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { leadSchema, listSchema } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runLeadlight, startLeadlight } from './leadlight-process.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

const startedAt = new Date().toISOString()
const batchSize = 20

let server: PostgresServer
let folder: string
let collectors: Awaited<ReturnType<typeof startLeadlight>>[]

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'leadlight-collectors-'))
  const model = join(folder, 'model.json')
  // The score counts events, so that one counted twice would show.
  const rule = { id: 'seen', label: 'Seen', dimension: 'engagement', on: { event: 'Seen' }, points: 1 }
  writeFileSync(model, JSON.stringify({ ...defaultModel, rules: [rule] }))
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test', '--log-level', 'silent']
  const start = () => startLeadlight(['--db', server.url, '--model', model, ...keys])
  collectors = await Promise.all([start(), start(), start(), start()])
}, 120_000)
afterAll(async () => {
  await Promise.all(collectors?.map((collector) => collector.end('SIGKILL')) ?? [])
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true })
})

it('shows the database without its password', () => {
  expect(collectors[0]?.stdout()).toContain('PostgreSQL, 127.0.0.1')
  expect(collectors[0]?.stdout()).not.toContain('leadlight:test@')
})

it('asks for keys, which several servers must share', async () => {
  const { code, stderr } = await runLeadlight(['serve', '--db', server.url])
  expect(code).toBe(2)
  expect(stderr).toContain('--write-key and --secret-key')
})

it('says which database it cannot reach, without its password', async () => {
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']
  const { code, stderr } = await runLeadlight([
    'serve',
    '--db',
    'postgres://me:hidden@127.0.0.1:1/none',
    ...keys,
  ])
  expect(code).toBe(1)
  expect(stderr).toContain('PostgreSQL, 127.0.0.1:1/none')
  expect(stderr).not.toContain('hidden')
})

it('when one of four collectors is killed, nothing is lost or counted twice', async () => {
  const load = createLoad('kill')
  const [first, ...others] = collectors
  if (first === undefined) throw new Error('nobody to kill')
  const failures = load.run(others.map(({ url }) => url))
  const failed = load.run([first.url])
  await load.reach(30)
  await first.end('SIGKILL')
  await load.reach(60)
  load.stop()
  expect(await failures).toEqual([])
  expect(await failed).not.toEqual([])
  collectors = others
  await expectAllOnce(load)
}, 60_000)

it('answers 503 while the database is down, and loses or duplicates nothing', async (context) => {
  const { crash } = server
  if (crash === null) return context.skip('The server of DATABASE_URL must not be crashed: unset it.')
  const load = createLoad('crash')
  const failures = load.run(collectors.map(({ url }) => url))
  await load.reach(30)
  await crash(async () => {
    const down = await load.send(collectors[0]?.url ?? '')
    expect(down.status).toBe(503)
    expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0)
  })
  const before = load.answered()
  await load.reach(before + 30)
  load.stop()
  expect(new Set(await failures)).toEqual(new Set([503]))
  await expectAllOnce(load)
}, 60_000)

/** Clients that send batch after batch, each as one user; half of the batches go to two collectors at the same time. */
function createLoad(name: string) {
  const unanswered = new Set<string>()
  const counts = new Map<string, number>()
  let batches = 0
  let done = 0
  let stopped = false

  const post = async (url: string, batchName: string) => {
    const user = userOf(batchName)
    const batch = Array.from({ length: batchSize }, (_, index) => {
      const messageId = `${batchName}-${index}`
      return { type: 'track', event: 'Seen', messageId, userId: user, timestamp: startedAt }
    })
    const response = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      body: JSON.stringify({ writeKey: 'wk_test', batch }),
    })
    await response.arrayBuffer()
    return response
  }
  const next = () => {
    const batchName = `${name}-${batches++}`
    const user = userOf(batchName)
    counts.set(user, (counts.get(user) ?? 0) + batchSize)
    unanswered.add(batchName)
    return batchName
  }
  const client = async (urls: string[], failures: unknown[]) => {
    while (!stopped) {
      const batchName = next()
      const targets = urls.slice(0, batches % 2 === 0 ? 1 : 2)
      const answers = await Promise.all(targets.map((url) => post(url, batchName).catch((error) => error)))
      const statuses = answers.map((answer) => (answer instanceof Response ? answer.status : 'broken'))
      failures.push(...statuses.filter((status) => status !== 200))
      if (statuses.includes(200)) {
        done += 1
        unanswered.delete(batchName)
      } else await sleep(20)
      if (statuses.includes('broken')) return
    }
  }
  return {
    unanswered,
    counts,
    post,
    answered: () => done,
    send: (url: string) => post(url, next()),
    stop: () => {
      stopped = true
    },
    /** Two clients a collector; resolves, once it is stopped, with what was answered besides 200. */
    run: async (urls: string[]) => {
      const failures: unknown[] = []
      const clients = [...urls, ...urls].map((_, index) =>
        client([...urls.slice(index % urls.length), ...urls.slice(0, index % urls.length)], failures),
      )
      await Promise.all(clients)
      return failures
    },
    /** Waits until so many batches were answered. */
    reach: async (count: number) => {
      while (done < count) await sleep(5)
    },
  }
}

/** Few users, so that collectors often want the same lead. */
function userOf(batchName: string): string {
  const [name, number] = batchName.split('-')
  return `${name}-user-${Number(number) % 3}`
}

/** Sends again what had no answer; then every event stands once in the log, and once in its lead's score. */
async function expectAllOnce(load: ReturnType<typeof createLoad>) {
  const url = collectors[0]?.url ?? ''
  for (const batchName of load.unanswered) expect((await load.post(url, batchName)).status).toBe(200)
  const users = [...load.counts.keys()]
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query(
    'SELECT subject, count(*)::integer AS count FROM leadlight.events WHERE subject = ANY($1) GROUP BY subject',
    [users.map((user) => `user:${user}`)],
  )
  await client.end()
  expect(new Map(rows.map(({ subject, count }) => [subject.slice('user:'.length), count]))).toEqual(
    load.counts,
  )
  const response = await fetch(`${url}/api/leads`, { headers: { authorization: 'Bearer sk_test' } })
  const { data } = listSchema(leadSchema).parse(await response.json())
  const scores = data.filter(({ userId }) => load.counts.has(userId ?? ''))
  expect(new Map(scores.map(({ userId, score }) => [userId, score]))).toEqual(load.counts)
}
