/**
 * Serves the page of forms at /example/, and beside it what their answers go to: collector and page of leads. On this
 * machine only, in memory, with keys that everybody knows. Option: --port.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'

const types: Record<string, string> = {
  'index.html': 'text/html; charset=utf-8',
  'layers.html': 'text/html; charset=utf-8',
  'themes.html': 'text/html; charset=utf-8',
  'property.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
}

/** The forms need nothing that the strictest policy forbids. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "require-trusted-types-for 'script'",
].join('; ')

async function site(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/example/')) return undefined
  const name = pathname.slice('/example/'.length) || 'index.html'
  const type = types[name]
  if (type === undefined) return new Response('There is no such page.', { status: 404 })
  const body = await readFile(new URL(`site/${name}`, import.meta.url))
  return new Response(body, { headers: { 'content-type': type, 'content-security-policy': policy } })
}

const { values } = parseArgs({ options: { port: { type: 'string', default: '8788' } } })
const server = await startServer({
  host: '127.0.0.1',
  port: Number(values.port),
  store: memoryStore(),
  model: defaultModel,
  keys: [
    { kind: 'write', key: 'wk_demo', site: 'example' },
    { kind: 'secret', key: 'sk_demo' },
  ],
  log: createLog('info'),
  site,
})

console.log(`
  Forms          ${server.url}/example/
  Page of leads  ${server.url}/          sign in with sk_demo

Leadlight is running at ${server.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close())
