import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { root } from '../source-tree.ts'

/** A website on which everything goes wrong; any path is a tracked page, but for `/plain`. */
export interface FaultSite {
  url: string
  /** Numbers that a page said to be accepted, see `fetch('/accepted?7')`. */
  accepted: Set<string>
  close(): Promise<void>
}

/** How a page differs from a peaceful one. */
export interface FaultPage {
  /** Runs before our script. */
  script?: string
  /** Further attributes of the script tag. */
  attributes?: string
  /** Headers of the page, such as its policy. */
  headers?: Record<string, string>
  /** Further HTML of the page's head, after our script. */
  head?: string
  /** HTML of the body, instead of a link and a form. */
  body?: string
}

/**
 * Serves the built script on pages that lead everywhere. Another vendor's beacons to `/foreign` are never answered, so that they stay in
 * flight.
 */
export async function startFaultSite(collector: string, page: FaultPage = {}): Promise<FaultSite> {
  const script = readFileSync(`${root}dist/leadlight.js`)
  const accepted = new Set<string>()
  const tag = `<script defer src="/leadlight.js" data-write-key="wk_test" data-collector="${collector}" ${page.attributes ?? ''}></script>`
  const server = createServer((request, response) => {
    const [path, query = ''] = (request.url ?? '').split('?')
    if (path === '/leadlight.js') {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    }
    if (path === '/sabotage.js') {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.script)
    }
    if (path === '/accepted') {
      accepted.add(query)
      return response.writeHead(204).end()
    }
    if (path === '/foreign') return request.resume()
    const head = path === '/plain' ? '' : `<script src="/sabotage.js"></script>${tag}${page.head ?? ''}`
    return response
      .writeHead(200, { 'content-type': 'text/html', ...page.headers })
      .end(html(head, page.body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const usual = `<h1>A page</h1><a href="/next">Next</a>
<form method="post" action="/posted"><label>E-mail <input type="email" name="email"></label><button>Send</button></form>`

const html = (head: string, body = usual) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>A page</title>${head}</head>
<body>${body}</body></html>`
