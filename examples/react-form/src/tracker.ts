import { createTracker, pageViews } from '@leadlight/tracker'

/** Where events go, and the answers of visitors who may not be tracked. */
export const site = {
  writeKey: 'wk_demo',
  collector: import.meta.env.VITE_COLLECTOR ?? 'http://localhost:8787',
}

/** The app's tracker; a form of ours needs no `formCapture()`. */
export const tracker = createTracker({ ...site, plugins: [pageViews()] })
