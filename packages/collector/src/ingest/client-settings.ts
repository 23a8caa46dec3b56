import { Hono } from 'hono'

/**
 * `GET /v1/projects/<write key>/settings`: what Segment's browser client asks its CDN for before it starts, so that it needs to be
 * told no more than this collector's address (`cdnURL`). It answers for any key, and so tells nothing about keys.
 */
export function createClientSettings() {
  const app = new Hono()
  app.get('/v1/projects/:key/settings', (c) => {
    const url = new URL(c.req.url)
    const base = url.pathname.slice(0, url.pathname.lastIndexOf('/projects/'))
    // Behind a proxy the collector is asked by http for what a page of https has to ask by https.
    const isSecure = url.protocol === 'https:' || c.req.header('origin')?.startsWith('https:')
    const delivery = {
      apiKey: c.req.param('key'),
      apiHost: url.host + base,
      protocol: isSecure ? 'https' : 'http',
    }
    c.header('access-control-allow-origin', '*')
    c.header('cache-control', 'public, max-age=600')
    c.header('vary', 'Origin')
    c.header('x-content-type-options', 'nosniff')
    return c.json({
      integrations: { 'Segment.io': delivery },
      plan: { track: { __default: { enabled: true, integrations: {} } } },
      metrics: { sampleRate: 0 },
      remotePlugins: [],
    })
  })
  return app
}
