import { getRequestListener } from '@hono/node-server'
import express, { type Express } from 'express'
import { createExampleCollector } from './create-example-collector.ts'

/** A route keeps the path in the address; `app.use('/leadlight', …)` would take it off. */
export function createExpressApp(): Express {
  const collector = createExampleCollector('/leadlight')
  const app = express()
  // Before express.json() and its like: the collector reads bodies itself, within bounds.
  app.all(
    '/leadlight/*path',
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
