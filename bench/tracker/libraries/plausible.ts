import type { Library } from '../library.ts'

interface Payload {
  n: string
  u: string
  p?: { n?: string }
  e?: number
}

/** https://www.npmjs.com/package/@plausible-analytics/tracker */
export const plausible: Library = {
  id: 'plausible',
  name: 'Plausible',
  packages: ['@plausible-analytics/tracker'],
  configuredWith: 'form submissions, outbound links and downloads on, localhost allowed',
  setUp: `
    import { init, track } from '@plausible-analytics/tracker'
    init({
      domain: 'bench.example', endpoint: collectorUrl + '/api/event',
      formSubmissions: true, outboundLinks: true, fileDownloads: true, captureOnLocalhost: true,
    })
    window.track = (name, props) => track(name, { props })`,
  forms: 'itself',
  engaged: 'sum',
  read({ body }) {
    const { n, u, p, e } = JSON.parse(body.toString()) as Payload
    if (n === 'pageview') return [{ kind: 'page', key: new URL(u).pathname }]
    if (n === 'Form: Submission') return [{ kind: 'form', key: '' }]
    if (n === 'engagement') return [{ kind: 'engaged', key: '', ms: e ?? 0 }]
    return [{ kind: p?.n ? 'track' : 'other', key: p?.n ?? '' }]
  },
}
