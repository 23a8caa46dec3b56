import { useApp } from '../../app-context.ts'
import { PageTitle } from '../../parts/PageTitle.tsx'
import { everyLead } from '../../router.ts'
import { useLive } from '../../use-live.ts'
import { FirstSteps } from './FirstSteps.tsx'

/** How to add a website: its script tag, and whether it works. */
export function SetUp() {
  const { api } = useApp()
  const leads = useLive('any lead', (signal) => api.leads(everyLead, { limit: 1, signal }))
  return (
    <>
      <PageTitle text="Set up" />
      <FirstSteps title="Add a website" hasLeads={(leads.data?.data.length ?? 0) > 0} />
    </>
  )
}
