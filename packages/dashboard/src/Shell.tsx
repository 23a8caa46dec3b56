import { useEffect, useRef } from 'preact/hooks'
import { useApp } from './app-context.ts'
import { Logo } from './parts/Logo.tsx'
import { everyLead, formatRoute, type Route } from './router.ts'
import { useRoute } from './use-route.ts'
import { Content } from './views/Content.tsx'
import { Forms } from './views/Forms.tsx'
import { Funnel } from './views/Funnel.tsx'
import { LeadPage } from './views/lead/LeadPage.tsx'
import { Leads } from './views/leads/Leads.tsx'
import { NotFound } from './views/NotFound.tsx'
import { RejectedMessages } from './views/RejectedMessages.tsx'
import { Sources } from './views/Sources.tsx'
import { SetUp } from './views/setup/SetUp.tsx'

const places: { label: string; route: Route; views: Route['view'][] }[] = [
  { label: 'Leads', route: { view: 'leads', filter: everyLead }, views: ['leads', 'lead'] },
  { label: 'Funnel', route: { view: 'funnel', days: 30 }, views: ['funnel'] },
  { label: 'Sources', route: { view: 'sources', days: 30 }, views: ['sources'] },
  { label: 'Content', route: { view: 'content', days: 30, sort: '-views' }, views: ['content'] },
  { label: 'Forms', route: { view: 'forms', days: 30 }, views: ['forms'] },
  { label: 'Rejected', route: { view: 'rejected' }, views: ['rejected'] },
  { label: 'Set up', route: { view: 'setup' }, views: ['setup'] },
]

/** The frame around every view: the navigation, and the view that the address names. */
export function Shell({ onSignOut }: { onSignOut: () => void }) {
  const { format } = useApp()
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  useFocusOnArrival(route, main)

  return (
    <>
      {/* A button, because the router would interpret the hash of a link. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <header class="top">
        <a class="brand" href="#/leads">
          <Logo />
          Leadlight
        </a>
        <nav aria-label="Main">
          <ul>
            {places.map((place) => (
              <li key={place.label}>
                <a
                  href={formatRoute(place.route)}
                  aria-current={place.views.includes(route.view) ? 'page' : undefined}
                >
                  {place.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <button type="button" class="plain" onClick={onSignOut}>
          Sign out
        </button>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <View route={route} />
      </main>
      <footer class="zone">Times are in your time zone, {format.zone()}.</footer>
    </>
  )
}

function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'leads':
      return <Leads filter={route.filter} />
    case 'lead':
      return <LeadPage key={route.id} id={route.id} at={route.at} />
    case 'sources':
      return <Sources days={route.days} />
    case 'funnel':
      return <Funnel days={route.days} />
    case 'content':
      return <Content key={`${route.days} ${route.sort}`} days={route.days} sort={route.sort} />
    case 'forms':
      return <Forms days={route.days} />
    case 'rejected':
      return <RejectedMessages />
    case 'setup':
      return <SetUp />
    case 'missing':
      return <NotFound />
  }
}

/** Moves the focus into the new view after a navigation: to the link of the lead just left, or else to the heading. */
function useFocusOnArrival(route: Route, main: { current: HTMLElement | null }): void {
  const place = route.view === 'lead' ? formatRoute({ ...route, at: '' }) : route.view
  const before = useRef('')
  useEffect(() => {
    const from = before.current
    before.current = place
    if (from === '') return
    const links = main.current?.querySelectorAll<HTMLElement>('a[data-lead]') ?? []
    const origin = [...links].find((link) => link.getAttribute('href') === from)
    const target = origin ?? main.current?.querySelector<HTMLElement>('h1')
    if (origin === undefined) scrollTo({ top: 0, behavior: 'instant' })
    target?.focus()
  }, [place, main])
}
