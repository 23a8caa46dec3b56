import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { root } from './source-tree.ts'

/** An event as the collector got it. */
export interface CapturedEvent {
  event: string
  messageId: string
  properties: Record<string, unknown>
}

/** The example of capture forms and the built scripts, under the strictest policy; it is its own collector. */
export interface CaptureSite {
  url: string
  /** Serves a page of its own at `path`, with the script tag in its head; returns its address. */
  page(path: string, body: string): string
  /** Tracked events of that name, each once. */
  named(event: string): CapturedEvent[]
  close(): Promise<void>
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }

const head = `<meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script defer src="/leadlight.js" data-write-key="wk_test"></script>`

/** Starts it on a free port. */
export async function startCaptureSite(): Promise<CaptureSite> {
  const pages = new Map<string, string>()
  const events = new Map<string, CapturedEvent>()

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example')
    if (request.method === 'POST') {
      // A page that is closed breaks its requests off.
      const text = await readText(request).catch(() => '{"batch":[]}')
      const batch: CapturedEvent[] = JSON.parse(text).batch ?? []
      for (const event of batch) events.set(event.messageId, event)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}')
      return
    }
    const file = pathname.startsWith('/leadlight')
      ? `${root}dist${pathname}`
      : `${root}examples/capture-form/site${pathname === '/' ? '/index.html' : pathname}`
    const page = pages.get(pathname)
    if (page === undefined && !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    const type = types[page === undefined ? extname(file) : '.html'] ?? 'application/octet-stream'
    response
      .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy })
      .end(page ?? readFileSync(file))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    page(path, body) {
      pages.set(
        path,
        `<!doctype html><html lang="en"><head>${head}</head><body><header><h1>A page</h1></header>${body}</body></html>`,
      )
      return url + path
    },
    named: (name) => [...events.values()].filter(({ event }) => event === name),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
