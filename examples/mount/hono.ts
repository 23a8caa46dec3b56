import { Hono } from 'hono'
import { createExampleCollector } from './create-example-collector.ts'

/** A route keeps the path in the address; `app.mount('/leadlight', …)` would take it off. */
export function createHonoApp(): Hono {
  const collector = createExampleCollector('/leadlight')
  const app = new Hono()
  app.all('/leadlight/*', (c) => collector.fetch(c.req.raw))
  app.post('/orders', async (c) => c.json({ ordered: (await c.req.json()).item }))
  return app
}
