import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handle } from './deno.ts'
import { createExpressApp } from './express.ts'
import { createFastifyApp } from './fastify.ts'
import { createHonoApp } from './hono.ts'
import * as route from './next-app/app/leadlight/[...path]/route.ts'
import { createNodeServer } from './node-http.ts'

/** An app that listens, where the collector is in it, and whether it has a route of its own. */
interface Mounted {
  server: Server
  path: string
  hasOwnRoute: boolean
}

const apps: [string, () => Promise<Mounted>][] = [
  ['Express', async () => mounted(createServer(createExpressApp()))],
  [
    'Fastify',
    async () => {
      const app = createFastifyApp()
      await app.ready()
      return mounted(app.server)
    },
  ],
  ['Hono', async () => mounted(createServer(getRequestListener(createHonoApp().fetch)))],
  ['node:http', async () => mounted(createNodeServer())],
  [
    'Next.js route handlers',
    async () => {
      const answer = async (request: Request) => {
        const handler = (route as Record<string, unknown>)[request.method]
        return typeof handler === 'function' ? handler(request) : new Response(null, { status: 405 })
      }
      return { server: createServer(getRequestListener(answer)), path: '/leadlight', hasOwnRoute: false }
    },
  ],
  [
    'Deno',
    async () => {
      const answer = (request: Request) => handle(request, { remoteAddr: { hostname: '203.0.113.7' } })
      return { server: createServer(getRequestListener(answer)), path: '', hasOwnRoute: false }
    },
  ],
]

function mounted(server: Server): Mounted {
  return { server, path: '/leadlight', hasOwnRoute: true }
}

describe.each(apps)('in %s', (_, start) => {
  let app: Mounted
  let origin: string
  let url: string
  beforeAll(async () => {
    app = await start()
    app.server.listen(0, '127.0.0.1')
    await once(app.server, 'listening')
    origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    url = origin + app.path
  })
  afterAll(() => {
    app.server.closeAllConnections()
    app.server.close()
  })

  const identify = (email: string) => ({ type: 'identify', anonymousId: email, traits: { email } })
  const bearer = { authorization: 'Bearer sk_example' }
  const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/batch?writeKey=wk_example`, { method: 'POST', body, headers })

  it.each(['application/json', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'none/such'])(
    'takes events sent as %s',
    async (type) => {
      const answer = await send(JSON.stringify({ batch: [identify(`${type.length}@x.io`)] }), {
        'content-type': type,
      })
      expect(await answer.json()).toEqual({ success: true })
    },
  )

  it('takes them gzipped, and refuses what is no JSON', async () => {
    const gzipped = new Uint8Array(gzipSync(JSON.stringify({ batch: [identify('gzip@x.io')] })))
    expect(
      (await send(gzipped, { 'content-encoding': 'gzip', 'content-type': 'application/json' })).status,
    ).toBe(200)
    expect((await send('{"batch":', { 'content-type': 'application/json' })).status).toBe(400)
  })

  it('tells pages of other sites that they may send', async () => {
    const headers = { origin: 'https://www.example.com', 'access-control-request-method': 'POST' }
    const answer = await fetch(`${url}/v1/batch`, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://www.example.com')
  })

  it('tells Segment’s clients to send below its path', async () => {
    const answer = await fetch(`${url}/v1/projects/wk_example/settings`)
    const { integrations } = (await answer.json()) as { integrations: Record<string, { apiHost: string }> }
    expect(`http://${integrations['Segment.io']?.apiHost}`).toBe(`${url}/v1`)
  })

  it('answers the API: reading, changing and erasing', async () => {
    await send(JSON.stringify({ batch: [identify('ada@x.io')] }))
    const lead = `${url}/api/leads/${encodeURIComponent('email:ada@x.io')}`
    expect(await (await fetch(lead, { headers: bearer })).json()).toMatchObject({ email: 'ada@x.io' })
    const model = await (await fetch(`${url}/api/model`, { headers: bearer })).text()
    const json = { ...bearer, 'content-type': 'application/json' }
    const put = await fetch(`${url}/api/model`, { method: 'PUT', body: model, headers: json })
    expect(put.status).toBe(200)
    expect((await fetch(lead, { method: 'DELETE', headers: bearer })).status).toBe(200)
    expect((await fetch(lead, { headers: bearer })).status).toBe(404)
    expect((await fetch(`${url}/api/leads`)).status).toBe(401)
  })

  it('leaves the app’s own routes alone', async () => {
    if (!app.hasOwnRoute) return
    const body = JSON.stringify({ item: 'milk' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${origin}/orders`, { method: 'POST', body, headers })
    expect(await answer.json()).toEqual({ ordered: 'milk' })
  })

  it('serves others beside bodies that never end, and holds no more of these than it may', {
    timeout: 60_000,
  }, async () => {
    const { port } = new URL(url)
    const half = 'x'.repeat(400 * 1024)
    const head = `POST ${app.path}/v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: ${half.length + 1}\r\n\r\n`
    const statuses: string[] = []
    const slow = Array.from({ length: 150 }, () =>
      connect(Number(port), '127.0.0.1', function (this: Socket) {
        this.write(head + half)
      })
        .on('error', () => {})
        .on('data', (chunk) => statuses.push(String(chunk).slice(9, 12))),
    )
    const metric = async (name: string) => {
      const text = await (await fetch(`${url}/metrics`, { headers: bearer })).text()
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
    }
    await expect.poll(() => metric('leadlight_bodies_cut_total'), { timeout: 20_000 }).toBeGreaterThan(20)
    expect(await metric('leadlight_unfinished_bytes')).toBeLessThanOrEqual(32 * 1024 * 1024)
    expect((await send(JSON.stringify({ batch: [identify('quick@x.io')] }))).status).toBe(200)
    expect(new Set(statuses)).toEqual(new Set(['503']))
    for (const socket of slow) socket.destroy()
    // Whoever has gone holds nothing any more.
    await expect.poll(() => metric('leadlight_unfinished_bytes'), { timeout: 20_000 }).toBe(0)
  })

  // The last one: a server may hang up on whoever sends too much.
  it('refuses what is too large', async () => {
    const large = await send('x'.repeat(600 * 1024), { 'content-type': 'application/json' }).catch(() => null)
    expect([413, undefined]).toContain(large?.status)
  })
})
