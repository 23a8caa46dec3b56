import { createTracker, engagement, formCapture, links, pageViews } from '@leadlight/tracker'

const tracker = createTracker({
  writeKey: 'wk_demo',
  collector: location.origin,
  plugins: [pageViews(), engagement(), formCapture(), links()],
})

document.querySelector('#ask').addEventListener('click', () => {
  tracker.track('Demo Requested', { plan: 'pro' })
})

/** The panel is loaded when somebody wants it. */
let end
document.querySelector('#debug').addEventListener('change', async ({ target }) => {
  const { debug } = await import('@leadlight/tracker/debug')
  if (target.checked) end = debug(tracker)
  else end?.()
})
