/**
 * Serves the pages at /example/ with the modules that they import, and beside them collector and page of leads. On this machine only,
 * in memory, with keys that everybody knows. Option: --port.
 */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'

/** Folders of published modules, by the name that the import maps give them. */
const modules: Record<string, URL> = {
  tracker: folderOf('@leadlight/tracker'),
  protocol: folderOf('@leadlight/protocol/limits'),
  'idb-keyval': folderOf('idb-keyval'),
  preact: folderOf('preact'),
  'preact-hooks': folderOf('preact/hooks'),
  'preact-compat': folderOf('preact/compat'),
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
}

function folderOf(name: string): URL {
  return new URL('.', import.meta.resolve(name))
}

async function site(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/example/')) return undefined
  const path = pathname.slice('/example/'.length) || 'index.html'
  const [, name = '', inside = ''] = /^modules\/([\w-]+)\/(.+)$/.exec(path) ?? []
  const folder = modules[name] ?? new URL('site/', import.meta.url)
  const file = new URL(modules[name] ? inside : path, folder)
  const type = types[extname(file.pathname)]
  if (type === undefined || !file.href.startsWith(folder.href)) return notFound()
  const body = await readFile(file).catch(() => undefined)
  return body ? new Response(body, { headers: { 'content-type': type } }) : notFound()
}

function notFound(): Response {
  return new Response('There is no such page.', { status: 404 })
}

const { values } = parseArgs({ options: { port: { type: 'string', default: '8789' } } })
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
  Pages          ${server.url}/example/
  Page of leads  ${server.url}/          sign in with sk_demo

Leadlight is running at ${server.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close())
