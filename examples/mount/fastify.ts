import { getRequestListener } from '@hono/node-server'
import fastify, { type FastifyInstance } from 'fastify'
import { createExampleCollector } from './create-example-collector.ts'

/** A plugin of its own keeps Fastify from reading the bodies that the collector reads. */
export function createFastifyApp(): FastifyInstance {
  const collector = createExampleCollector('/leadlight')
  const answer = getRequestListener((request, { incoming }) => {
    const ip = incoming.socket.remoteAddress
    return collector.fetch(request, ip === undefined ? {} : { ip })
  })
  const app = fastify()
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.all('/leadlight/*', (request, reply) => {
      reply.hijack()
      return answer(request.raw, reply.raw)
    })
  })
  app.post<{ Body: { item: string } }>('/orders', async (request) => ({ ordered: request.body.item }))
  return app
}
