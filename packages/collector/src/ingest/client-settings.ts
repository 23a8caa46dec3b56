import { type Context, Hono } from 'hono'
import { readWriteKey } from './write-key.ts'

/**
 * Routes for the settings that clients request before they start, so that they only need this collector's address. The
 * response is the same for any key, and so reveals nothing about keys. Segment's clients (`cdnURL`, `cdnHost`) request
 * `/v1/projects/<write key>/settings`, RudderStack's (`configUrl`, `controlPlaneUrl`) `/sourceConfig`.
 *
 * @param publicUrl where clients reach the collector; by default where the request was sent to
 * @throws TypeError if it is no URL
 */
export function createClientSettings(publicUrl?: string) {
  const app = new Hono()
  const publicPlace = publicUrl === undefined ? undefined : placeOf(new URL(publicUrl))
  app.options('/v1/projects/:key/settings', preflight)
  app.get('/v1/projects/:key/settings', (c) => {
    share(c)
    return c.json(segmentSettings(c.req.param('key'), publicPlace ?? placeOfRequest(c.req.raw)))
  })
  for (const path of ['/sourceConfig', '/sourceConfig/']) {
    app.options(path, preflight)
    app.get(path, (c) => {
      share(c)
      return c.json(rudderStackSettings(c.req.raw))
    })
  }
  return app
}

function preflight(c: Context): Response {
  share(c)
  c.header('access-control-allow-methods', 'GET')
  c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? '*')
  c.header('access-control-max-age', '86400')
  return c.body(null, 204)
}

/** Where events are sent to, in the words of Segment's settings. */
interface Place {
  apiHost: string
  protocol: string
}

function placeOf({ host, pathname, protocol }: URL): Place {
  return { apiHost: `${host}${pathname.replace(/\/+$/, '')}/v1`, protocol: protocol.slice(0, -1) }
}

function placeOfRequest({ url: address, headers }: Request): Place {
  const url = new URL(address)
  url.pathname = url.pathname.slice(0, url.pathname.lastIndexOf('/v1/projects/'))
  const { apiHost, protocol } = placeOf(url)
  // Behind a proxy, the collector is requested by http, but an https page must send events by https.
  return { apiHost, protocol: headers.get('origin')?.startsWith('https:') ? 'https' : protocol }
}

function segmentSettings(key: string, place: Place) {
  const delivery = { apiKey: key, ...place }
  return {
    // Customer.io's client is Segment's with another name for where it sends.
    integrations: { 'Segment.io': delivery, 'Customer.io Data Pipelines': delivery },
    plan: { track: { __default: { enabled: true, integrations: {} } } },
    metrics: { sampleRate: 0 },
    remotePlugins: [],
  }
}

function rudderStackSettings({ url, headers }: Request) {
  return {
    source: {
      id: 'leadlight',
      name: 'Leadlight',
      writeKey: readWriteKey(null, headers, url) ?? '',
      enabled: true,
      workspaceId: 'leadlight',
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      destinations: [],
      dataplanes: {},
      updatedAt: '2026-01-01T00:00:00.000Z',
    },
  }
}

function share(c: Context): void {
  c.header('access-control-allow-origin', '*')
  c.header('cache-control', 'public, max-age=600')
  c.header('vary', 'Origin')
  c.header('x-content-type-options', 'nosniff')
}
