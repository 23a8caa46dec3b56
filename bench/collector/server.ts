/**
 * A server that is measured from outside, in a process of its own. Arguments: what to serve, and the database. Tells its
 * address once it listens, and what it has used when it is asked.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'
import { listen } from '../../packages/server/src/http/listen.ts'

const [kind = '', database = ':memory:'] = process.argv.slice(2)
const answer = JSON.stringify({ success: true })

/** The whole server, as users run it. */
async function serveCollector(): Promise<string> {
  const store = database.startsWith('postgres') ? postgresStore(database) : sqliteStore(database)
  const keys = [{ key: 'wk_bench', kind: 'write' as const, site: 'bench' }]
  const log = createLog('error')
  // How much one key may send is not the question here.
  const limits = { perKey: false } as const
  const server = await startServer({
    store,
    model: defaultModel,
    keys,
    limits,
    host: '127.0.0.1',
    port: 0,
    log,
  })
  return server.url
}

/** A handler of web standards that does nothing but parse, by our way of listening. */
async function serveWeb(): Promise<string> {
  const handler = async (request: Request) => {
    JSON.parse(new TextDecoder().decode(await request.arrayBuffer()))
    return new Response(answer, { headers: { 'content-type': 'application/json' } })
  }
  return `http://127.0.0.1:${(await listen(handler, { host: '127.0.0.1', port: 0 })).port}`
}

/** The same without web standards. */
async function servePlain(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString())
      response.setHeader('content-type', 'application/json')
      response.setHeader('content-length', answer.length)
      response.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ways: Record<string, () => Promise<string>> = {
  collector: serveCollector,
  web: serveWeb,
  plain: servePlain,
}
const url = await ways[kind]?.()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed: heap } = process.memoryUsage()
  process.send?.({ cpu: user + system, rss, heap })
})
process.on('disconnect', () => process.exit())
process.send?.({ url })
