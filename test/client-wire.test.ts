import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appClients } from './app-requests.ts'
import { serverClients } from './client-requests.ts'
import { type RunningProcess, startLeadlight } from './leadlight-process.ts'
import { basic, request, when } from './raw-requests.ts'

const secret = 'sk_that_is_long_enough'
let server: RunningProcess
let port: number
beforeAll(async () => {
  server = await startLeadlight(['--db', ':memory:', '--write-key', 'wk_test', '--secret-key', secret])
  port = Number(new URL(server.url).port)
})
afterAll(() => server.end('SIGTERM'))

/** Sends these bytes, and gives all that comes back until `isWhole`. */
async function exchange(bytes: Buffer, isWhole: (text: string) => boolean): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  const whole = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      text += data
      if (isWhole(text)) resolve()
    })
    socket.on('close', () => resolve())
  })
  socket.on('error', () => {})
  socket.write(bytes)
  await whole
  socket.destroy()
  return text
}

const ends = (text: string) => text.endsWith('{"success":true}')

async function events(user: string): Promise<{ name: string; at: string }[]> {
  const headers = { authorization: `Bearer ${secret}` }
  const response = await fetch(`${server.url}/api/leads/user:${user}/events`, { headers })
  const { data } = (await response.json()) as {
    data: { type: string; events?: { name: string; at: string }[]; event?: { name: string; at: string } }[]
  }
  return data.flatMap(({ events: inVisit, event }) => inVisit ?? (event ? [event] : []))
}

describe('a raw request', () => {
  it.each([...serverClients, ...appClients])('of %s', async (_, user, bytes) => {
    const answer = await exchange(bytes(user), ends)
    expect(answer).toMatch(/^(HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/\{"success":true\}$/)
    const sent = (await events(user)).find(({ name }) => name === 'Sent')
    // To the second: some clocks count more finely than ours.
    if (user !== 'dotnet') expect(sent?.at.slice(0, 19)).toBe(when.slice(0, 19))
    else expect(sent).toBeDefined()
  })

  it('may share its connection with others', async () => {
    const one = (id: string) =>
      request(
        'POST /v1/batch HTTP/1.1',
        ['Host: x', basic],
        JSON.stringify({
          batch: [{ type: 'track', event: id, userId: 'pipe', messageId: id, timestamp: when }],
        }),
      )
    const both = Buffer.concat([one('p1'), one('p2'), one('p3')])
    const answer = await exchange(both, (text) => text.split('{"success":true}').length === 4)
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3)
    expect((await events('pipe')).map(({ name }) => name).sort()).toEqual(['p1', 'p2', 'p3'])
  })

  it.each([
    ['HEAD', 405],
    ['GET', 405],
    ['PUT', 405],
  ])('gets an answer even if it is not one of ours: %s', async (method, status) => {
    const response = await fetch(`${server.url}/v1/batch`, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([status, 'POST, OPTIONS'])
  })
})

it('tells clients to retry after whole seconds, as they expect', async () => {
  const limited = await startLeadlight([
    ...['--db', ':memory:', '--write-key', 'wk_test', '--secret-key', secret],
    ...['--key-rate', '1'],
  ])
  const batch = Array.from({ length: 100 }, (_, index) => ({
    type: 'track',
    event: 'E',
    userId: 'u',
    messageId: `${index}`,
  }))
  const post = () =>
    fetch(`${limited.url}/v1/batch`, { method: 'POST', body: JSON.stringify({ writeKey: 'wk_test', batch }) })
  expect((await post()).status).toBe(200)
  const refused = await post()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  await limited.end('SIGTERM')
})
