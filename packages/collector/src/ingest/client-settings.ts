import { type Context, Hono } from 'hono'
import { readWriteKey } from './write-key.ts'

/**
 * Routes for the settings that clients request before they start, so that they only need this collector's address. The
 * response is the same for any key, and so reveals nothing about keys. Segment's clients (`cdnURL`, `cdnHost`) request
 * `/v1/projects/<write key>/settings`, RudderStack's (`configUrl`, `controlPlaneUrl`) `/sourceConfig`.
 */
export function createClientSettings() {
  const app = new Hono()
  app.get('/v1/projects/:key/settings', (c) => {
    share(c)
    return c.json(segmentSettings(c.req.raw, c.req.param('key')))
  })
  for (const path of ['/sourceConfig', '/sourceConfig/']) {
    app.options(path, (c) => {
      share(c)
      c.header('access-control-allow-methods', 'GET')
      c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? '*')
      c.header('access-control-max-age', '86400')
      return c.body(null, 204)
    })
    app.get(path, (c) => {
      share(c)
      return c.json(rudderStackSettings(c.req.raw))
    })
  }
  return app
}

function segmentSettings({ url: address, headers }: Request, key: string) {
  const url = new URL(address)
  const base = url.pathname.slice(0, url.pathname.lastIndexOf('/projects/'))
  // Behind a proxy, the collector is requested by http, but an https page must send events by https.
  const isSecure = url.protocol === 'https:' || headers.get('origin')?.startsWith('https:')
  const delivery = { apiKey: key, apiHost: url.host + base, protocol: isSecure ? 'https' : 'http' }
  return {
    integrations: { 'Segment.io': delivery },
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
