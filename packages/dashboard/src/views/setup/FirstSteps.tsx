import { useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { LiveState } from '../../parts/LiveState.tsx'
import { useLive } from '../../use-live.ts'
import { AnotherWebsite } from './AnotherWebsite.tsx'
import { Arrivals } from './Arrivals.tsx'
import { ScriptTag } from './ScriptTag.tsx'
import { Step } from './Step.tsx'

/** The steps from nothing to the first lead, each of which shows whether it is done. */
export function FirstSteps({ title, hasLeads }: { title: string; hasLeads: boolean }) {
  const { api } = useApp()
  const [site, setSite] = useState('')
  // A key that was just made is loaded at once.
  const live = useLive('setup', (signal) => api.setup(signal), site)
  const setup = live.data
  const isVisited = setup !== undefined && setup.firstVisitAt !== null
  return (
    <div class="card first-steps">
      <h2>{title}</h2>
      <LiveState live={live} what="the keys of your websites" />
      {setup && (
        <>
          <ol>
            <Step
              title="Paste this into every page of your website, before the closing head tag"
              isDone={isVisited}
            >
              <ScriptTag keys={setup.writeKeys} site={site} onSite={setSite} />
            </Step>
            <Step title="Visit your website" isDone={isVisited}>
              <Arrivals setup={setup} />
            </Step>
            <Step title="Send a form there that asks for an e-mail address" isDone={hasLeads}>
              <p class="quiet">
                That turns an anonymous visitor into a lead, with all of their earlier visits. It appears in
                the list by itself. If it does not, open that page with <code>?leadlight=debug</code> to see
                which fields of the form are captured, and why not, or see whether something was{' '}
                <a href="#/rejected">rejected</a>.
              </p>
            </Step>
          </ol>
          <AnotherWebsite onMade={setSite} />
        </>
      )}
    </div>
  )
}
