import type { List, Rejected } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { batch, collector, host, identify, leadsNow, post, read } from './two-sites.test.setup.ts'

describe('paths', () => {
  it.each(['/v1/batch', '/v1/b', '/v1/import'])('accept batches at %s', async (path) => {
    const response = await post(path, batch('a@x.co', 'b@x.co'))
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ success: true })
    expect(await leadsNow()).toEqual(['a@x.co', 'b@x.co'])
  })

  it.each(['identify', 'track', 'page', 'screen', 'group', 'alias'])(
    'accept single messages at /v1/%s',
    async (type) => {
      const rest = { writeKey: 'wk_open', userId: 'u', event: 'E', groupId: 'g', previousId: 'p' }
      for (const path of [`/v1/${type}`, `/v1/${type.charAt(0)}`]) {
        const response = await post(path, { ...rest, messageId: path })
        expect(response.status).toBe(200)
        expect(await response.json()).toEqual({ success: true })
      }
      const { data } = await read<List<{ event?: { name: string } }>>('/api/leads/user:u/events')
      expect(data.map((entry) => entry.event?.name)).toEqual(type === 'track' ? ['E', 'E'] : [type, type])
    },
  )

  it('give the message its type, whatever the message says', async () => {
    await post('/v1/identify', { ...identify('a@x.co'), type: 'track', writeKey: 'wk_open' })
    expect(await leadsNow()).toEqual(['a@x.co'])
  })

  it('refuse other methods, and name the right one', async () => {
    const response = await collector.fetch(new Request(`${host}/v1/batch`))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toContain('POST')
  })

  it('are the only ones', async () => {
    const response = await post('/v1/nothing', batch('a@x.co'))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ success: false, error: { code: 'not_found' } })
  })
})

describe('bodies', () => {
  it.each(['application/json', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', ''])(
    'are JSON, also with the content type %j',
    async (type) => {
      expect((await post('/v1/batch', batch('a@x.co'), { 'content-type': type })).status).toBe(200)
    },
  )

  it('may be gzipped', async () => {
    const stream = new Blob([JSON.stringify(batch('a@x.co'))])
      .stream()
      .pipeThrough(new CompressionStream('gzip'))
    const body = await new Response(stream).arrayBuffer()
    const headers = { 'content-encoding': 'gzip' }
    const response = await collector.fetch(new Request(`${host}/v1/batch`, { method: 'POST', body, headers }))
    expect(response.status).toBe(200)
    expect(await leadsNow()).toEqual(['a@x.co'])
  })

  it.each([
    ['', 'invalid_json'],
    ['{"batch": [', 'invalid_json'],
    ["{'batch': []}", 'invalid_json'],
    ['{"batch": [NaN]}', 'invalid_json'],
    ['null', 'not_a_batch'],
    ['[]', 'not_a_batch'],
    ['"text"', 'not_a_batch'],
    ['{}', 'not_a_batch'],
    ['{"batch": {}}', 'not_a_batch'],
    ['{"batch": [], "writeKey": 5}', 'not_a_batch'],
    ['{"batch": [], "__proto__": {"writeKey": "wk_open"}}', 'not_a_batch'],
    [`{"batch": [], "context": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'not_a_batch'],
  ])('are refused when they are %.30s', async (body, code) => {
    const response = await post('/v1/batch?writeKey=wk_open', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ success: false, error: { code, message: expect.any(String) } })
  })

  it('may be as large as RudderStack’s browser client makes them', async () => {
    const body = JSON.stringify({ writeKey: 'wk_open', batch: [identify('a@x.co')] })
    const padded = await post('/v1/batch', body + ' '.repeat(512 * 1024 - body.length))
    expect(await padded.json()).toEqual({ success: true })
  })

  it('are refused when they are too large or contain too many messages', async () => {
    const large = await post('/v1/batch', `{"batch": [], "x": "${'x'.repeat(512 * 1024)}"}`)
    const many = await post('/v1/batch', { batch: new Array(2_501).fill(0), writeKey: 'wk_open' })
    expect([large.status, many.status]).toEqual([413, 413])
  })
})

describe('write keys', () => {
  const { writeKey: _, ...keyless } = batch('a@x.co')
  const basic = (user: string) => ({ authorization: `Basic ${btoa(`${user}:`)}` })

  it('are accepted in the body, as the user name of HTTP Basic, or in the URL', async () => {
    const answers = [
      await post('/v1/batch', { ...keyless, writeKey: 'wk_open' }),
      await post('/v1/batch', keyless, basic('wk_open')),
      await post('/v1/batch?writeKey=wk_open', keyless),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  })

  it('may be secret keys, but not from a page', async () => {
    expect((await post('/v1/batch', keyless, basic('sk'))).status).toBe(200)
    const inPage = await post('/v1/batch', keyless, { ...basic('sk'), origin: 'https://shop.example' })
    expect(inPage.status).toBe(403)
    expect(await inPage.json()).toMatchObject({ error: { code: 'secret_key_in_page' } })
  })

  it('are required, and must be known', async () => {
    const answers = [
      await post('/v1/batch', keyless),
      await post('/v1/batch', { ...keyless, writeKey: 'wk_other' }),
      await post('/v1/batch', keyless, { authorization: 'Basic %%%' }),
      await post('/v1/batch', keyless, { authorization: 'Bearer sk' }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401])
    expect(await leadsNow()).toEqual([])
  })
})

describe('answers', () => {
  it('name the messages that were refused, which are stored', async () => {
    const bad = { type: 'track', anonymousId: 'v', messageId: 'bad' }
    const response = await post('/v1/batch', { writeKey: 'wk_open', batch: [identify('a@x.co'), bad] })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      success: true,
      rejected: [{ index: 1, messageId: 'bad', reason: expect.stringContaining('event') }],
    })
    expect(await leadsNow()).toEqual(['a@x.co'])
    const kept = await read<List<Rejected>>('/api/rejected')
    expect(kept.data).toMatchObject([{ messageId: 'bad', site: 'open', message: bad }])
  })

  it.each([
    [
      'nested too deep',
      { properties: JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`) },
      {},
      'nested deeper',
    ],
    ['without a usable id', {}, { anonymousId: 'x'.repeat(10_000) }, 'anonymousId: must be at most 255'],
    ['without an id of a usable type', {}, { anonymousId: {} }, 'anonymousId: must be text or a number'],
  ])('are stored beside a message %s', async (_, fault, defaults, reason) => {
    const bad = { type: 'page', messageId: 'bad', ...fault }
    const body = { ...batch('a@x.co'), ...defaults }
    const response = await post('/v1/batch', { ...body, batch: [bad, ...body.batch] })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      success: true,
      rejected: [{ index: 0, messageId: 'bad', reason: expect.stringContaining(reason) }],
    })
    expect(await leadsNow()).toEqual(['a@x.co'])
    expect((await read<List<Rejected>>('/api/rejected')).data).toMatchObject([{ messageId: 'bad' }])
  })

  it('count a repeated message once', async () => {
    for (let attempt = 0; attempt < 3; attempt++) await post('/v1/batch', batch('a@x.co'))
    const { data } = await read<List<{ events?: unknown[] }>>('/api/leads/email:a@x.co/events')
    expect(data.flatMap((entry) => entry.events ?? [])).toHaveLength(1)
  })

  it('are 503 with Retry-After while the store fails', async () => {
    await collector.close()
    const response = await post('/v1/batch', batch('a@x.co'), { origin: 'https://any.example' })
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://any.example')
    expect(await response.json()).toMatchObject({ success: false, error: { code: 'store_unavailable' } })
  })

  it.each(['/v1/p', '/v1/identify', '/v1/b'])(
    'to %s cannot be read by pages that should repeat it, because many clients take what they can read as success',
    async (path) => {
      const page = { origin: 'https://any.example' }
      const readable = async (body: object) =>
        (await post(path, body, page)).headers.has('access-control-allow-origin')
      const sent = path === '/v1/b' ? batch('a@x.co') : { ...identify('a@x.co'), writeKey: 'wk_open' }
      expect([await readable(sent), await readable({ writeKey: 'no' })]).toEqual([true, true])
      await collector.close()
      expect(await readable(sent)).toBe(false)
    },
  )
})
