import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createExampleCollector } from './create-example-collector.ts'

/** Node's own server, and an adapter from its requests to web-standard ones. */
export function createNodeServer(): Server {
  const collector = createExampleCollector('/leadlight')
  const answer = getRequestListener((request, { incoming }) => {
    const ip = incoming.socket.remoteAddress
    return collector.fetch(request, ip === undefined ? {} : { ip })
  })
  return createServer(async (request, response) => {
    if (request.url?.startsWith('/leadlight/')) return answer(request, response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { item } = JSON.parse(Buffer.concat(chunks).toString())
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ordered: item }))
  })
}
