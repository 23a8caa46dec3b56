import type { Lead, List, Rejected, TimelineEntry } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { appDialects } from './app-dialects.test.requests.ts'
import { basic, email, json, serverDialects } from './client-dialects.test.requests.ts'

/** Requests as clients of other languages write them, by Segment's and RudderStack's documentation. */

const host = 'https://leads.example'
const now = Date.parse('2026-11-21T12:00:30Z')
let collector: Collector

beforeEach(() => {
  collector = startCollector({ now: () => now })
})

function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  return collector.fetch(new Request(host + path, { method: 'POST', body, headers }))
}

async function read<Answer>(path: string): Promise<Answer> {
  const response = await askAsOwner(collector, path)
  expect(response.status, path).toBe(200)
  return response.json()
}

/** Names and times of what a lead did, oldest first. */
async function timeline(lead: string): Promise<string[]> {
  const { data } = await read<List<TimelineEntry>>(`/api/leads/${lead}/events`)
  const events = data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
  return events.map(({ name, at }) => `${at} ${name}`).sort()
}

describe.each([...serverDialects, ...appDialects])('%s', (_, path, body, headers) => {
  it('is understood', async () => {
    const response = await post(path, body, headers)
    expect(await response.json()).toEqual({ success: true })
    expect(await read<Lead>('/api/leads/user:42')).toMatchObject({ userId: '42', email })
    const times = (await timeline('user:42')).map((line) => line.replace(/\.\d+Z/, 'Z'))
    expect(times).toEqual(['2026-11-21T12:00:00Z identify', '2026-11-21T12:00:10Z Signed Up'])
    expect((await read<List<Rejected>>('/api/rejected')).data).toEqual([])
  })

  it('counts once when its request is repeated', async () => {
    for (let attempt = 0; attempt < 3; attempt++) await post(path, body, headers)
    expect(await timeline('user:42')).toHaveLength(2)
  })
})

describe('a single message', () => {
  const track = { userId: '42', event: 'Signed Up', messageId: 'm' }
  const identify = { userId: '42', traits: { email } }
  beforeEach(async () => {
    await post('/v1/identify', JSON.stringify(identify), basic)
  })

  it.each([
    ['with the key in the body', '/v1/track', { ...track, writeKey: 'wk' }, {}],
    ['with HTTP Basic and an empty password', '/v1/t', track, basic],
    [
      'with HTTP Basic and two quotes for a password',
      '/v1/track',
      track,
      { authorization: `Basic ${btoa('wk:""')}` },
    ],
    ['with the key in the address', '/v1/track?writeKey=wk', track, {}],
    ['as text', '/v1/track', { ...track, writeKey: 'wk' }, { 'content-type': 'text/plain' }],
    ['to a host written with a slash', '//v1/track', track, basic],
    ['to an address with a slash at its end', '/v1/track/', track, basic],
    ['without sentAt and timestamp', '/v1/track', track, basic],
    ['with a time in seconds', '/v1/track', { ...track, timestamp: 1_795_262_400 }, basic],
    ['with a time without offset', '/v1/track', { ...track, timestamp: '2026-11-21 12:00:00' }, basic],
  ])('%s', async (_, path, body, headers) => {
    const response = await post(path, JSON.stringify(body), headers as Record<string, string>)
    expect(response.status).toBe(200)
    const names = (await timeline('user:42')).map((line) => line.split(' ').slice(1).join(' '))
    expect(names).toContain('Signed Up')
  })
})

describe('the AnonymousId header', () => {
  const page = { type: 'page', messageId: 'm', properties: { path: '/pricing' } }
  const send = async (message: object, anonymousid: string) =>
    (await post('/v1/batch', JSON.stringify({ batch: [message] }), { ...basic, anonymousid })).json()
  const visitors = async () => (await read<Lead>('/api/leads/user:42')).visitors

  it('names a visitor that the message does not name, in base64 or plain text', async () => {
    expect(await send(page, btoa('phone'))).toEqual({ success: true })
    expect(await send({ ...page, messageId: 'n' }, '9f0c-plain')).toEqual({ success: true })
    for (const anonymousId of ['phone', '9f0c-plain']) {
      await post('/v1/identify', JSON.stringify({ userId: '42', anonymousId, traits: { email } }), basic)
    }
    expect((await visitors()).sort()).toEqual(['9f0c-plain', 'phone'])
    expect(await timeline('user:42')).toHaveLength(4)
  })

  it('does not link persons that messages name, because a server sends it for many people', async () => {
    await post(
      '/v1/identify',
      JSON.stringify({ userId: '42', anonymousId: 'phone', traits: { email } }),
      basic,
    )
    await send({ ...page, userId: '43' }, btoa('phone'))
    expect(await visitors()).toEqual(['phone'])
    expect(await timeline('user:42')).toHaveLength(1)
  })
})

it.each([
  ['Segment’s browser client', 'Segment.io'],
  ['Customer.io’s', 'Customer.io Data Pipelines'],
])('gives %s its settings, for any key', async (_, name) => {
  const headers = { origin: 'https://www.example.com' }
  const response = await collector.fetch(
    new Request('http://leads.example:8787/v1/projects/any/settings', { headers }),
  )
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toMatchObject({
    integrations: {
      [name]: { apiKey: 'any', apiHost: 'leads.example:8787/v1', protocol: 'https' },
    },
  })
})

it.each(['//v1/projects/any/settings', '/v1/projects/any/settings/', '//sourceConfig?writeKey=any'])(
  'gives settings at %s, to clients whose address was written with a slash',
  async (path) => {
    const response = await collector.fetch(new Request(host + path))
    expect(response.status).toBe(200)
    const settings = JSON.stringify(await response.json())
    expect(settings).toMatch(/"apiHost":"leads\.example\/v1"|"writeKey":"any"/)
  },
)

it('answers the preflight for Segment’s settings', async () => {
  const headers = { origin: 'https://www.example.com', 'access-control-request-headers': 'content-type' }
  const asked = new Request(`${host}/v1/projects/any/settings`, { method: 'OPTIONS', headers })
  const response = await collector.fetch(asked)
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
})

it('names its public address in these settings, because a proxy or framework may have changed that of the request', async () => {
  collector = startCollector({ publicUrl: 'https://www.example.com/ll' })
  const response = await collector.fetch(new Request('http://127.0.0.1:8787/v1/projects/any/settings'))
  expect(await response.json()).toMatchObject({
    integrations: { 'Segment.io': { apiHost: 'www.example.com/ll/v1', protocol: 'https' } },
  })
})

it('gives RudderStack’s clients settings without destinations, for any key', async () => {
  const asked = '/sourceConfig/?p=npm&v=3.34.1&build=modern&writeKey=any&lockPluginsVersion=true'
  const preflight = await collector.fetch(
    new Request(host + asked, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://www.example.com',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,content-type',
      },
    }),
  )
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  const response = await collector.fetch(
    new Request(host + asked, { headers: { authorization: `Basic ${btoa('any:')}` } }),
  )
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toMatchObject({
    source: { writeKey: 'any', enabled: true, destinations: [], config: {} },
  })
})

it('accepts a key in X-Write-Key, and message types in any case', async () => {
  const batch = [
    { type: 'Track', event: 'One', userId: '42', messageId: 'm1' },
    { type: 'TRACK ', event: 'Two', userId: '42', messageId: 'm2' },
  ]
  const response = await post('/v1/batch', JSON.stringify({ batch }), { ...json, 'x-write-key': 'wk' })
  expect(await response.json()).toEqual({ success: true })
  const names = (await timeline('user:42')).map((line) => line.split(' ').slice(1).join(' '))
  expect(names.sort()).toEqual(['One', 'Two'])
  const wrong = await post('/v1/batch', JSON.stringify({ batch }), { ...json, 'x-write-key': 'other' })
  expect(wrong.status).toBe(401)
})

it('accepts numbers as ids of visitors, users, groups and previous users', async () => {
  const batch = [
    { type: 'identify', userId: 41, anonymousId: 7, traits: { email } },
    { type: 'group', userId: 41, groupId: 5, traits: { name: 'Dairy' } },
    { type: 'alias', userId: 42, previousId: 41 },
  ]
  const headers = { ...json, authorization: 'Bearer sk' }
  const response = await post('/v1/batch', JSON.stringify({ batch, writeKey: 'sk', anonymousId: 8 }), headers)
  expect(await response.json()).toEqual({ success: true })
  expect(await read<Lead>('/api/leads/user:42')).toMatchObject({
    email,
    traits: { company: 'Dairy' },
    visitors: ['7', '8'],
  })
  expect((await read<Lead>('/api/leads/user:41')).id).toBe((await read<Lead>('/api/leads/user:42')).id)
})

it('makes no person of ids that say that there is none', async () => {
  const none = ['undefined', 'null', 'None', '[object Object]', ' ', '']
  const batch = none.map((userId, index) => ({
    ...{ type: 'identify', userId, messageId: userId, anonymousId: `v${index}` },
    traits: { email: `visitor${index}@x.example` },
  }))
  const response = await post('/v1/batch', JSON.stringify({ batch, anonymousId: 'null' }), {
    ...json,
    ...basic,
  })
  expect(await response.json()).toEqual({ success: true })
  const { data } = await read<List<Lead>>('/api/leads?sort=firstSeen')
  expect(data.map(({ userId, visitors }) => [userId, visitors.length])).toEqual(none.map(() => [null, 1]))
  const alone = { batch: [{ type: 'page', userId: 'undefined' }], anonymousId: 'null' }
  const refused = await post('/v1/batch', JSON.stringify(alone), { ...json, ...basic })
  expect(await refused.json()).toMatchObject({ rejected: [{ index: 0 }] })
})

it('keeps the numbers of users apart that JavaScript does not', async () => {
  const numbers = ['1795262400000000001', '1795262400000000002', '-9223372036854775808']
  const batch = numbers.map(
    (userId) => `{"type": "identify", "userId": ${userId}, "traits": {"n": ${userId}}}`,
  )
  const response = await post('/v1/batch', `{"batch": [${batch}]}`, { ...json, ...basic })
  expect(await response.json()).toEqual({ success: true })
  const { data } = await read<List<Lead>>('/api/leads?sort=firstSeen')
  expect(data.map(({ userId }) => userId).sort()).toEqual([...numbers].sort())
  // What the test is about: two of them are the same number.
  expect(new Set(numbers.map(Number)).size).toBe(2)
})

it('tolerates extra slashes only in addresses of the tracking API', async () => {
  for (const path of ['//api/leads', '/api/leads/']) {
    expect((await askAsOwner(collector, path)).status).toBe(404)
  }
})
