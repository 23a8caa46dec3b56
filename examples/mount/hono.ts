import { Hono } from 'hono'
import { createExampleCollector } from './create-example-collector.ts'

/** Hono takes the mount path off the address. */
export function createHonoApp(): Hono {
  const collector = createExampleCollector()
  const app = new Hono()
  app.mount('/leadlight', (request) => collector.fetch(request))
  app.post('/orders', async (c) => c.json({ ordered: (await c.req.json()).item }))
  return app
}
