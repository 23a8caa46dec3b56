import { type Library, submitByHand } from '../library.ts'
import { readSegmentMessages } from './read-segment-messages.ts'

/** https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/ */
export const rudderstack: Library = {
  id: 'rudderstack',
  name: 'RudderStack',
  packages: ['@rudderstack/analytics-js'],
  configuredWith:
    "entry '/bundled' (the default one fetches its plug-ins from a CDN), default queue, source configuration given instead of fetched, page() called once, forms by a submit listener",
  setUp: `
    import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'
    const off = { enabled: false }
    const analytics = new RudderAnalytics()
    analytics.load('wk_bench', collectorUrl, {
      getSourceConfig: () => ({
        source: {
          id: 'source', name: 'bench', writeKey: 'wk_bench', workspaceId: 'workspace', enabled: true, destinations: [], connections: [],
          config: { statsCollection: { errors: off, metrics: off } },
        },
      }),
    })
    analytics.page()
    window.track = (name, properties) => analytics.track(name, properties)
    ${submitByHand}`,
  forms: 'by hand',
  read: readSegmentMessages,
}
