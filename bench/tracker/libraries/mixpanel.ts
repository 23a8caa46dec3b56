import type { Arrival, Library } from '../library.ts'

interface Tracked {
  event: string
  properties: { $insert_id: string; current_url_path?: string; n?: string }
}

/** https://docs.mixpanel.com/docs/tracking-methods/sdks/javascript */
export const mixpanel: Library = {
  id: 'mixpanel',
  name: 'Mixpanel',
  packages: ['mixpanel-browser'],
  configuredWith:
    "entry 'loader-module-core' (without session recording), autocapture on (page views, forms), localStorage persistence",
  setUp: `
    import mixpanel from 'mixpanel-browser/src/loaders/loader-module-core'
    mixpanel.init('bench', { api_host: collectorUrl, autocapture: true, persistence: 'localStorage' })
    window.track = (name, properties) => mixpanel.track(name, properties)`,
  forms: 'itself',
  read({ body }) {
    const data = new URLSearchParams(body.toString()).get('data') ?? ''
    return (JSON.parse(Buffer.from(data, 'base64').toString()) as Tracked[]).map(toArrival)
  },
}

function toArrival({ event, properties }: Tracked): Arrival {
  const id = properties.$insert_id
  if (event === '$mp_web_page_view') return { kind: 'page', key: properties.current_url_path ?? '', id }
  if (event === '$mp_submit') return { kind: 'form', key: '', id }
  return { kind: properties.n ? 'track' : 'other', key: properties.n ?? '', id }
}
