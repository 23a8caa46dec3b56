import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Check } from './check.ts'
import { checkServer } from './check-server.ts'

const shop = 'https://shop.example'
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** The answers of a server that differ from those of a correct one. */
type Answers = Partial<
  Record<'health' | 'script' | 'preflight' | 'batch' | 'api', (response: ServerResponse) => void>
>

const send =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (response: ServerResponse) =>
    response.writeHead(status, headers).end(body)
/** What a website or a proxy answers to any address that it does not know. */
const welcome = send(200, { 'content-type': 'text/html' }, '<h1>Welcome</h1>')

const correct: Required<Answers> = {
  health: send(200, {}, '{"status":"ok"}'),
  script: send(200, { 'content-type': 'text/javascript; charset=utf-8' }),
  preflight: send(204, { 'access-control-allow-origin': shop }),
  batch: send(200, {}, '{"success":true}'),
  api: send(200, {}, '{"data":[],"next":null}'),
}

/** The result of one check of a server with these answers. */
async function find(about: string, answers: Answers, host = '127.0.0.1'): Promise<Check | undefined> {
  const all = { ...correct, ...answers }
  server = createServer(({ url, method }, response) => {
    if (url === '/api/health/ready') return all.health(response)
    if (url === '/leadlight.js') return all.script(response)
    if (url === '/v1/batch') return method === 'OPTIONS' ? all.preflight(response) : all.batch(response)
    return all.api(response)
  })
  server.listen(0, host)
  await once(server, 'listening')
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  const checks = await checkServer({ url, origin: shop, writeKey: 'wk', secretKey: 'sk' })
  return checks.find((check) => check.about === about)
}

describe('a server that is set up well', () => {
  it.each(['server', 'transport', 'clocks', 'script', 'origin', 'write key', 'secret key'])(
    'passes the check of its %s',
    async (about) => expect(await find(about, {})).toMatchObject({ state: 'ok' }),
  )
})

/** Answers at the time that a clock shows which is fast by some minutes. */
const withClock = (minutes: number) => (response: ServerResponse) =>
  send(200, { date: new Date(Date.now() + minutes * 60_000).toUTCString() })(response)

describe('a problem is reported with what to do about it', () => {
  const cases: [name: string, about: string, answers: Answers, found: RegExp, advice: RegExp][] = [
    [
      'a database that does not work',
      'server',
      { health: send(503, {}, '{"status":"unavailable"}') },
      /status 503/,
      /log.*database/,
    ],
    ['a proxy that does not reach it', 'server', { health: send(502) }, /status 502/, /proxy looks for it/],
    ['a website in its place', 'server', { health: welcome }, /Something else/, /path it is reached by/],
    ['a website that takes the events', 'write key', { batch: welcome }, /status 200/, /passes \/v1 on/],
    ['a website that takes any key', 'secret key', { api: welcome }, /no list of leads/, /reached by/],
    [
      'another program',
      'server',
      { health: send(404) },
      /status 404/,
      /address is that of a Leadlight server/,
    ],
    ['a clock that is fast', 'clocks', { health: withClock(10) }, / (59|60)\d s ahead/, /NTP/],
    ['a clock that is slow', 'clocks', { health: withClock(-10) }, /-(59|60|61)\d s ahead/, /NTP/],
    [
      'a script that is not there',
      'script',
      { script: send(404) },
      /status 404/,
      /proxy passes \/leadlight\.js/,
    ],
    [
      'a page in place of the script',
      'script',
      { script: send(200, { 'content-type': 'text/html' }) },
      /text\/html/,
      /proxy passes/,
    ],
    [
      'an origin that is not allowed',
      'origin',
      { preflight: send(403) },
      /shop\.example may not/,
      /--allow-origin/,
    ],
    [
      'a proxy that allows any origin',
      'origin',
      { preflight: send(204, { 'access-control-allow-origin': '*' }) },
      /allows “\*” instead/,
      /leave the Access-Control headers/,
    ],
    [
      'a write key that is not known',
      'write key',
      { batch: send(401) },
      /does not know/,
      /leadlight keys create/,
    ],
    ['a write key of other pages', 'write key', { batch: send(403) }, /shop\.example/, /--origin/],
    ['a proxy that refuses to send', 'write key', { batch: send(405) }, /status 405/, /passes \/v1 on/],
    ['a server that is too busy', 'write key', { batch: send(503) }, /status 503/, /later/],
    [
      'a secret key that is not known',
      'secret key',
      { api: send(401) },
      /does not take it/,
      /leadlight keys create/,
    ],
  ]
  it.each(cases)('%s', async (_, about, answers, found, advice) => {
    const check = await find(about, answers)
    expect(check?.state).toBe('fault')
    expect(check?.found).toMatch(found)
    expect(check?.advice).toMatch(advice)
  })

  it('plain http from another machine', async () => {
    const check = await find('transport', {}, '127.0.0.2')
    expect([check?.state, check?.advice]).toEqual(['fault', expect.stringContaining('TLS')])
  })

  it('an address where nobody answers', async () => {
    const [check] = await checkServer({ url: 'http://127.0.0.1:1' })
    expect(check).toMatchObject({ about: 'server', state: 'fault' })
    expect(check?.found).toContain('Cannot reach')
    expect(check?.advice).toContain('name, port and certificate')
  })

  it('a missing Date header, as a warning', async () => {
    const silent = (response: ServerResponse) => {
      response.sendDate = false
      response.writeHead(200).end()
    }
    expect(await find('clocks', { health: silent })).toMatchObject({ state: 'warning' })
  })
})
