import type { Lead } from '@leadlight/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadFilter } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { LiveState } from '../../parts/LiveState.tsx'
import { LoadMore } from '../../parts/LoadMore.tsx'
import { PageTitle } from '../../parts/PageTitle.tsx'
import { nameOf } from '../../person.ts'
import { readPages } from '../../read-pages.ts'
import { everyLead, formatRoute } from '../../router.ts'
import { useLive } from '../../use-live.ts'
import { gradeMeaning } from '../../words.ts'
import { FirstSteps } from '../setup/FirstSteps.tsx'
import { Download } from './Download.tsx'
import { LeadFilters } from './LeadFilters.tsx'
import { LeadTable } from './LeadTable.tsx'
import { PublicationStatus } from './PublicationStatus.tsx'

const PAGE = 50

/** The ranked list of leads. */
export function Leads({ filter }: { filter: LeadFilter }) {
  const { api, format, memory } = useApp()
  const key = formatRoute({ view: 'leads', filter })
  const countKey = `${key} count`
  const [, redraw] = useState(0)
  const count = (memory.get(countKey) as number | undefined) ?? PAGE
  const live = useLive(key, (signal) => readPages((page) => api.leads(filter, page), count, signal), count)
  const leads = live.data?.data
  useNewLeadsAnnounced(key, leads, count)

  const { sort: _, ...narrowing } = filter
  const narrowed = Object.values(narrowing).some((value) => value !== '')
  return (
    <>
      <PageTitle text="Leads">
        <LeadFilters filter={filter} />
      </PageTitle>
      <PublicationStatus />
      <LiveState live={live} what="leads" />
      {leads && leads.length > 0 && (
        <>
          <LeadTable leads={leads} sort={filter.sort} />
          <p class="quiet note">Grades: {gradeMeaning}</p>
        </>
      )}
      {leads && leads.length > 0 && (
        <LoadMore
          shown={`${format.count(leads.length)}${live.data?.next ? ' shown' : leads.length === 1 ? ' lead' : ' leads'}`}
          more={live.data?.next !== null}
          label="Show more leads"
          onMore={() => {
            memory.set(countKey, count + PAGE)
            redraw(count + PAGE)
          }}
        >
          <Download filter={filter} />
        </LoadMore>
      )}
      {leads?.length === 0 &&
        (narrowed ? (
          <NoMatch searched={filter.q !== ''} />
        ) : (
          <FirstSteps title="No leads yet: three steps to the first" hasLeads={false} />
        ))}
    </>
  )
}

function NoMatch({ searched }: { searched: boolean }) {
  return (
    <div class="empty">
      <h2>No lead matches</h2>
      {searched && (
        <p class="quiet">
          A search finds the beginnings of words: of names, companies, phone numbers, e-mail addresses and
          their domains.
        </p>
      )}
      <p>
        <a href={formatRoute({ view: 'leads', filter: everyLead })}>Show all leads</a>
      </p>
    </div>
  )
}

/** Announces leads that arrive while the list is shown, but not those loaded by a new filter or page. */
function useNewLeadsAnnounced(key: string, leads: Lead[] | undefined, count: number): void {
  const { announce } = useApp()
  const seen = useRef<{ asked: string; ids: Set<string> } | null>(null)
  useEffect(() => {
    if (leads === undefined) return
    const asked = `${key} ${count}`
    const before = seen.current
    seen.current = { asked, ids: new Set(leads.map(({ id }) => id)) }
    if (before?.asked !== asked) return
    const [first, ...others] = leads.filter(({ id }) => !before.ids.has(id))
    if (first) announce(others.length === 0 ? `New lead: ${nameOf(first)}` : `${others.length + 1} new leads`)
  }, [key, leads, count, announce])
}
