import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryStore } from '@leadlight/collector/storage/memory'
import type { FormDefinition } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'

/** A website whose forms come from a collector of another origin. */
export interface ServedFormsSite {
  url: string
  collector: string
  /** Puts a page there; gives its address. */
  page(path: string, body: string, policy?: string): string
  save(form: FormDefinition): Promise<void>
  remove(id: string): Promise<void>
  /** Answers `GET` of the read API. */
  get<Answer>(path: string): Promise<Answer>
  close(): Promise<void>
}

/** Starts both on free ports; the collector keeps everything in memory. */
export async function startServedFormsSite(): Promise<ServedFormsSite> {
  const collector = await startServer({
    host: '127.0.0.1',
    port: 0,
    store: memoryStore(),
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    log: createLog('error'),
  })
  const pages = new Map<string, { body: string; policy: string | undefined }>()
  const server = createServer(({ url = '' }, response) => {
    const page = pages.get(url)
    if (page === undefined) return response.writeHead(404).end()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (page.policy !== undefined) response.setHeader('content-security-policy', page.policy)
    return response.end(
      `<!doctype html><html lang="de"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${page.body}`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const api = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: 'Bearer sk' }
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${collector.url}${path}`, { method, headers, ...content })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
  return {
    url,
    collector: collector.url,
    page(path, body, policy) {
      pages.set(path, { body, policy })
      return url + path
    },
    save: (form) => api('PUT', `/api/forms/${form.id}`, form),
    remove: (id) => api('DELETE', `/api/forms/${id}`),
    get: (path) => api('GET', path),
    async close() {
      server.closeAllConnections()
      server.close()
      await Promise.all([once(server, 'close'), collector.close()])
    },
  }
}
