import { createTracker, engagement, formCapture, links, pageViews } from '@leadlight/tracker'

/** Events of this app, besides the standard ones: `track` knows their names and properties. */
export interface AppEvents {
  'Plan Chosen': { plan: 'starter' | 'team'; rooms?: number }
}

/** Makes the app's tracker; the provider calls it once, in the browser. */
export function makeTracker() {
  return createTracker<AppEvents>({
    writeKey: 'wk_demo',
    collector: import.meta.env.VITE_COLLECTOR ?? 'http://localhost:8787',
    consent: 'required',
    // Changes of the address by the router are page views, and forms are captured, without a line in the components.
    plugins: [pageViews(), engagement(), formCapture(), links()],
  })
}
