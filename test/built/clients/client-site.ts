import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { root } from '../../source-tree.ts'

/** A website of another origin than the collector, whose pages run a client's script. */
export interface ClientSite {
  url: string
  close(): void
}

/** Bundles a script as a site does, and serves it on a page called "Prices" at every path. */
export async function startClientSite(contents: string, format: 'iife' | 'esm'): Promise<ClientSite> {
  const script = await bundle(contents, format)
  const type = format === 'esm' ? ' type="module"' : ''
  const page = `<!doctype html><title>Prices</title><script${type} src="/client.js"></script><h1>Prices</h1>`
  const server = createServer((request, response) => {
    const isScript = request.url === '/client.js'
    const contentType = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': contentType }).end(isScript ? script : page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bundle(contents: string, format: 'iife' | 'esm'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format,
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
