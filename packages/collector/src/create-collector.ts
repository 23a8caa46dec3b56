import type { Collector, CollectorOptions } from './collector.ts'
import { createApp } from './create-app.ts'
import { createRoutes } from './create-routes.ts'
import { createServices } from './create-services.ts'
import { errorResponse } from './http/error-response.ts'
import type { RequestInfo } from './http/request-info.ts'
import { secureResponse } from './http/secure-response.ts'
import { requireSender } from './ingest/access-control.ts'
import { createMessageTypeLookup } from './ingest/ingest-paths.ts'
import { createIngestRoutes } from './ingest/ingest-routes.ts'
import { readDelivery } from './ingest/read-delivery.ts'
import { shortenLog } from './retention/shorten-log.ts'

/**
 * Creates a collector. Nothing runs before the first request.
 *
 * @throws TypeError for missing options, an invalid model, invalid keys, origins or `publicUrl`
 */
export function createCollector(options: CollectorOptions): Collector {
  const services = createServices(options)
  const { store, now, onError, live, limits, keyring, metrics, ingest, background } = services
  const ingestRoutes = createIngestRoutes(services)
  const basePath = options.basePath?.replace(/\/+$/, '') ?? ''
  const routes = createRoutes(services, { ...options, ingestRoutes, basePath })
  const app = createApp({ routes, basePath, assets: options.assets, onError })

  const messageTypeOf = createMessageTypeLookup(basePath)
  const respond = async (request: Request, url: string, info: RequestInfo = {}): Promise<Response> => {
    try {
      // Most requests are events; this lookup is cheaper than the router.
      const type = request.method === 'POST' ? messageTypeOf(url) : undefined
      const response =
        type === undefined ? await app.fetch(request, info) : await ingestRoutes.handle(request, type, info)
      // Successful receipts have these headers already; checking them would slow down the most frequent requests.
      return type === undefined || response.status !== 200 ? secureResponse(response) : response
    } catch (error) {
      return secureResponse(errorResponse(error, onError))
    }
  }

  return {
    fetch: async (request, info) => {
      background.start()
      const { url } = request
      const response = await respond(request, url, info)
      metrics.answered(url, response.status)
      return response
    },
    async ingest(batch) {
      background.start()
      const text = JSON.stringify(batch)
      return limits.queue(text.length, async () => {
        const delivery = readDelivery(text, null)
        const sender = await requireSender(keyring, delivery.writeKey)
        return ingest(delivery, sender, { userAgent: null, ip: null, fromPage: false })
      })
    },
    shortenLog: async (before) => shortenLog({ store, model: await live.model(), before, now }),
    close: async () => {
      await background.stop()
      await store.close()
    },
  }
}
