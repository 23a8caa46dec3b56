import { once } from 'node:events'
import { request as ask, createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What arrived at the collector, as the proxy sent it. */
export interface Recorded {
  path: string
  headers: IncomingHttpHeaders
  /** The cookie that the collector set. */
  setCookie: string | undefined
}

/** Stands between proxy and collector, and takes note. */
export interface Recorder {
  port: number
  requests: Recorded[]
  close(): Promise<void>
}

/** Starts it; it changes nothing. */
export async function startRecorder(collector: string): Promise<Recorder> {
  const requests: Recorded[] = []
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    const onward = ask(collector + url, { method, headers }, (answer) => {
      requests.push({ path: url, headers, setCookie: answer.headers['set-cookie']?.join() })
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
