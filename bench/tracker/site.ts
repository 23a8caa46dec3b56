import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bundle } from './bundle-library.ts'

/** A website: every path is a tracked page, but for `/plain`. */
export interface Site {
  url: string
  /** Names of the scripts that were fetched. */
  fetched: Set<string>
  /** How long `/read` was visible, by its own account when it was last hidden, in milliseconds; 0 before. */
  visibleMs: number
  close(): Promise<void>
}

/** Serves the same page with any library: a form that leads to `/plain`, and enough text to scroll. */
export async function startSite(bundle: Bundle, collectorUrl: string): Promise<Site> {
  const site: Site = { url: '', fetched: new Set(), visibleMs: 0, close }
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?')
    if (path === '/visible') {
      site.visibleMs = Number(query)
      return response.writeHead(204).end()
    }
    const name = path.startsWith('/assets/') ? path.slice('/assets/'.length) : undefined
    if (name === undefined) {
      const head = path === '/plain' ? '' : bundle.head(collectorUrl)
      const html = page(path === '/read' ? witness + head : head)
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    }
    const script = bundle.files.get(name)
    if (!script) return response.writeHead(404).end()
    site.fetched.add(name)
    return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return site

  async function close() {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

/** Measures the truth about `/read` from when its scripts ran; its reader moves the mouse twice a second. */
const witness = `<script>{
  let since, total = 0
  document.addEventListener('DOMContentLoaded', () => (since = performance.now()))
  document.addEventListener('visibilitychange', () => {
    const now = performance.now()
    if (document.visibilityState === 'hidden') navigator.sendBeacon('/visible?' + Math.round(total += now - since))
    since = now
  }, true)
  setInterval(() => {
    if (document.visibilityState === 'hidden') return
    for (const type of ['pointermove', 'mousemove'])
      document.body.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: since % 500 }))
  }, 500)
}</script>`

function page(head: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>A page</title>
${head}</head>
<body><h1>A page</h1>
<form id="contact" name="contact" method="post" action="/plain"><label>E-mail <input type="email" name="email"></label><button>Send</button></form>
<p style="height:3000px">Long enough to scroll.</p></body></html>`
}
