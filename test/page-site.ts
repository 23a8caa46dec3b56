import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website of two kinds of page: any path tracked with the built script, `/plain` untracked. */
export interface PageSite {
  url: string
  close(): Promise<void>
}

/**
 * Serves pages that hold the built script tag.
 *
 * @param collector URL of the collector
 * @param attributes further attributes of the script tag
 */
export async function startPageSite(collector: string, attributes = ''): Promise<PageSite> {
  const script = readFileSync(new URL('../dist/leadlight.js', import.meta.url))
  const page = (
    head: string,
  ) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${head}</head>
<body><h1>A page</h1><form method="post" action="/plain"><label>E-mail <input type="email" name="email"></label><button>Send</button></form>
<p style="height:3000px">Long enough to scroll.</p></body></html>`
  const tag = `<script defer src="/leadlight.js" data-write-key="wk_test" data-collector="${collector}" ${attributes}></script>`
  const server = createServer((request, response) => {
    if (request.url === '/leadlight.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(request.url === '/plain' ? '' : tag))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
