import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that a page made, as it arrived. */
export interface FormRequest {
  method: string
  url: string
  contentType: string
  body: string
}

/** A submission as the collector got it. */
export interface Submission {
  form_id: string
  outcome: string
  action: string
  fields: Record<string, string | string[]>
  field_types: Record<string, string>
  filled: string[]
}

/** A message of a batch. */
interface Message<Properties> {
  type: string
  event?: string
  messageId: string
  timestamp: string
  properties: Properties
}

/** A website of forms that is its own collector. */
export interface FormSite {
  url: string
  /** Writes a page. `tracked` puts the built script tag on it. */
  page(path: string, body: string, tracked?: boolean): string
  /** Everything that was asked of the site but pages and the script. */
  requests: FormRequest[]
  /** Paths of the page views, in the order they happened. */
  paths(): string[]
  /** Titles of the page views, likewise. */
  titles(): string[]
  /** Tracked events of that name, each once. */
  named<Properties = Submission>(event: string): Properties[]
  close(): Promise<void>
}

/** Starts it. `/ok…` is answered with 200, `/fail…` with 500, `/slow…` with 200 after a while. */
export async function startFormSite(attributes = ''): Promise<FormSite> {
  const script = readFileSync(new URL('../dist/leadlight.js', import.meta.url))
  const pages = new Map<string, string>()
  const requests: FormRequest[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const page = pages.get(url)
    if (url === '/leadlight.js') return response.setHeader('content-type', 'text/javascript').end(script)
    if (page && method === 'GET') return response.setHeader('content-type', 'text/html').end(page)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    requests.push({ method, url, contentType: request.headers['content-type'] ?? '', body })
    // Read by pages of other origins, such as this site under the name `localhost`.
    response.setHeader('access-control-allow-origin', '*')
    if (url.startsWith('/v1/')) return response.end('{"success":true}')
    if (url.startsWith('/slow')) await new Promise((resolve) => setTimeout(resolve, 400))
    response.setHeader('content-type', 'text/html')
    return response.writeHead(url.startsWith('/fail') ? 500 : 200).end('<p>Thank you')
  })
  /** What arrived at the collector, each message once. */
  function messages<Properties>(): Message<Properties>[] {
    const found = new Map<string, Message<Properties>>()
    for (const { url, body } of requests) {
      if (!url.startsWith('/v1/') || !body) continue
      const { batch }: { batch: Message<Properties>[] } = JSON.parse(body)
      for (const message of batch) found.set(message.messageId, message)
    }
    return [...found.values()]
  }
  /** The page views, in the order they happened. */
  const views = () =>
    messages<{ path: string; title: string }>()
      .filter(({ type }) => type === 'page')
      .sort((one, other) => (one.timestamp < other.timestamp ? -1 : 1))
      .map(({ properties }) => properties)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const tag = `<script defer src="/leadlight.js" data-write-key="wk_test" ${attributes}></script>`
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    page(path, body, tracked = true) {
      pages.set(path, `<!doctype html><meta charset="utf-8"><title>Form</title>${tracked ? tag : ''}${body}`)
      return `http://127.0.0.1:${port}${path}`
    },
    paths: () => views().map(({ path }) => path),
    titles: () => views().map(({ title }) => title),
    named: <Properties>(name: string) =>
      messages<Properties>()
        .filter(({ event }) => event === name)
        .map(({ properties }) => properties),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
