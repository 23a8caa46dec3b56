import { type Library, submitByHand } from '../library.ts'

interface Sent {
  payload: { name?: string; properties?: { __path?: string; n?: string } }
}

/** https://openpanel.dev/docs/sdks/web */
export const openpanel: Library = {
  id: 'openpanel',
  name: 'OpenPanel',
  packages: ['@openpanel/web'],
  configuredWith:
    'screen views, outgoing links and data attributes on as in its README, forms by a submit listener',
  setUp: `
    import { OpenPanel } from '@openpanel/web'
    const op = new OpenPanel({
      clientId: 'bench', apiUrl: collectorUrl, trackScreenViews: true, trackOutgoingLinks: true, trackAttributes: true,
    })
    window.track = (name, properties) => op.track(name, properties)
    ${submitByHand}`,
  forms: 'by hand',
  read({ body }) {
    const { name, properties } = (JSON.parse(body.toString()) as Sent).payload
    if (name === 'screen_view') return [{ kind: 'page', key: new URL(properties?.__path ?? '').pathname }]
    if (name === 'Form Submitted') return [{ kind: 'form', key: '' }]
    return [{ kind: properties?.n ? 'track' : 'other', key: properties?.n ?? '' }]
  },
}
