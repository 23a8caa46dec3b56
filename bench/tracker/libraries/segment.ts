import type { Library } from '../library.ts'
import { readSegmentMessages } from './read-segment-messages.ts'

/** https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/ */
export const segment: Library = {
  id: 'segment',
  name: 'Segment',
  packages: ['@segment/analytics-next'],
  configuredWith:
    'default delivery, settings given instead of fetched, page() called once, forms by its trackSubmit(), dynamic imports in chunks of their own',
  setUp: `
    import { AnalyticsBrowser } from '@segment/analytics-next'
    const [protocol, apiHost] = [collectorUrl.split(':')[0], collectorUrl.split('//')[1] + '/v1']
    const segmentio = { apiKey: 'wk_bench', apiHost, protocol }
    const analytics = AnalyticsBrowser.load({
      writeKey: 'wk_bench',
      cdnURL: collectorUrl,
      cdnSettings: { integrations: { 'Segment.io': segmentio } },
    }, { integrations: { 'Segment.io': { apiHost, protocol } } })
    analytics.page()
    analytics.trackSubmit(document.querySelectorAll('form'), 'Form Submitted')
    window.track = (name, properties) => analytics.track(name, properties)`,
  forms: 'itself',
  read: readSegmentMessages,
}
