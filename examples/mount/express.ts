import { getRequestListener } from '@hono/node-server'
import express, { type Express } from 'express'
import { createExampleCollector } from './create-example-collector.ts'

/** Express takes the mount path off the address, so the collector needs no `basePath`. */
export function createExpressApp(): Express {
  const collector = createExampleCollector()
  const app = express()
  // Before express.json() and its like: the collector reads bodies itself, within bounds.
  app.use(
    '/leadlight',
    getRequestListener((request, { incoming }) => {
      const ip = incoming.socket.remoteAddress
      return collector.fetch(request, ip === undefined ? {} : { ip })
    }),
  )
  app.use(express.json())
  app.post('/orders', (request, response) => {
    response.json({ ordered: request.body.item })
  })
  return app
}
