import { createTracker, pageViews } from '@leadlight/tracker'

/** The app's tracker; a form of ours needs no `formCapture()`. */
export const tracker = createTracker({
  writeKey: 'wk_demo',
  collector: import.meta.env.VITE_COLLECTOR ?? 'http://localhost:8787',
  plugins: [pageViews()],
})
