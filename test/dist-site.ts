import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { root } from './source-tree.ts'

/** A website of pages made up by the test, beside the built scripts. */
export interface DistSite {
  url: string
  port: number
  close(): Promise<void>
}

/**
 * Serves `/leadlight*.js` from the build, and else what `page` makes of the path: the inside of an HTML document.
 *
 * @param page undefined answers 404
 */
export async function startDistSite(
  page: (path: string, request: IncomingMessage) => string | undefined,
): Promise<DistSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example')
    const file = `${root}dist${pathname}`
    if (/^\/leadlight[\w.-]*\.js$/.test(pathname) && existsSync(file)) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(file))
      return
    }
    const inside = page(pathname, request)
    if (inside === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">${inside}</html>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
