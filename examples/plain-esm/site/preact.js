import { createTracker, pageViews } from '@leadlight/tracker'
import { TrackerProvider, useConsent, useTrack } from '@leadlight/tracker/react'
import { h, render } from 'preact'

function App() {
  const track = useTrack()
  const { active } = useConsent()
  return h(
    'button',
    { onClick: () => track('Demo Requested', { plan: 'pro' }) },
    active ? 'Ask' : 'Ask, unmeasured',
  )
}

const tracker = () =>
  createTracker({ writeKey: 'wk_demo', collector: location.origin, plugins: [pageViews()] })

render(h(TrackerProvider, { tracker }, h(App)), document.querySelector('#app'))
