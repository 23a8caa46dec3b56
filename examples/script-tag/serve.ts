/**
 * Serves the example website below /example/, and beside it what tracks and shows its visitors: script, collector and
 * page of leads. On this machine only, with keys that everybody knows. Options: --port, --db.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'
import { createLog, type RunningServer, startServer } from 'leadlight'
import { findDownload, saveForms } from './forms.ts'
import { createSite } from './site.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8787' }, db: { type: 'string' } },
})
const server = await startOnFreePort(Number(values.port))
await saveForms(server.url, 'sk_demo')

console.log(`
  Page of leads  ${server.url}/           sign in with sk_demo
  Example site   ${server.url}/example/
  API            ${server.url}/api/openapi.json

Leadlight is running at ${server.url}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close())

async function startOnFreePort(port: number): Promise<RunningServer> {
  try {
    return await start(port, values.db ?? `.data/leadlight-${port}.db`)
  } catch (error) {
    if (!isPortInUse(error) || port >= 65_535) throw error
    console.log(`Port ${port} is in use; trying ${port + 1}.`)
    return startOnFreePort(port + 1)
  }
}

function start(port: number, database: string): Promise<RunningServer> {
  mkdirSync(dirname(database), { recursive: true })
  return startServer({
    host: '127.0.0.1',
    port,
    store: sqliteStore(database),
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk_demo', site: 'example' },
      { kind: 'secret', key: 'sk_demo' },
    ],
    log: createLog('info'),
    downloads: findDownload,
    site: createSite(new URL('site/', import.meta.url)),
  })
}

function isPortInUse(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
}
