import type { JsonObject } from '@leadlight/protocol'
import { FORM_SUBMITTED, PAGE_ENGAGED } from '../event-names.ts'
import { compareEvents } from '../identity/event-position.ts'
import { personOf, type VisitorIdentity } from '../identity/visitor-identity.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { pathOf, type Visit } from '../visits/visit.ts'

/** A page view with the engagement reported for it. */
export interface PageView {
  site: string
  path: string
  title: string | null
  contentType: string | null
  /** Its start, in milliseconds since 1970. */
  at: number
  /** Start of its visit. */
  visitAt: number
  /** Key of its person; null while the visitor is anonymous. */
  person: string | null
  /** Engaged time in milliseconds, from the largest report; null without a report. */
  engagedMs: number | null
  /** Deepest scroll in percent. */
  scrollDepth: number
}

/** A submitted form. */
export interface SentForm {
  site: string
  /** Path of the page that it was submitted from. */
  path: string
  /** Start of its visit. */
  visitAt: number
}

/** The page views and submissions of a visitor. */
export interface Viewed {
  views: PageView[]
  forms: SentForm[]
}

/**
 * The page views of a visitor, each once, and the forms it submitted. A page view known only from engagement reports starts
 * with the first of them; events of bots belong to no visit and are left out.
 */
export function pageViewsOf(visitor: VisitorIdentity, placed: readonly PlacedEvent[]): Viewed {
  const views = new Map<string, PageView>()
  const forms: SentForm[] = []
  let latest: PageView | undefined
  for (const { event, visit } of placed.toSorted((a, b) => compareEvents(a.event, b.event))) {
    if (visit === null) continue
    if (event.type === 'page') {
      const key = keyOf(event, event.messageId)
      const begun = begin(visitor, event, visit)
      const known = views.get(key)
      latest = known === undefined ? begun : Object.assign(known, tellMore(known, begun))
      views.set(key, latest)
    } else if (event.name === PAGE_ENGAGED) {
      const id = event.properties.page_view_id
      if (typeof id !== 'string') continue
      const key = keyOf(event, id)
      const view = views.get(key) ?? begin(visitor, event, visit)
      views.set(key, view)
      report(view, event.properties)
    } else if (event.name === FORM_SUBMITTED && event.properties.outcome !== 'attempted') {
      const id = event.properties.page_view_id
      const from = typeof id === 'string' ? views.get(keyOf(event, id)) : undefined
      const path = from?.path ?? pathOf(event) ?? latest?.path ?? ''
      forms.push({ site: event.site, path: shorten(path), visitAt: visit.start.at })
    }
  }
  return { views: [...views.values()], forms }
}

/** Maximum length of a path or title. Paths that differ only after that are counted as one. */
const LONGEST = 300

function shorten(text: string): string {
  return text.slice(0, LONGEST)
}

function keyOf({ site }: StoredEvent, pageView: string): string {
  return `${pageView}\n${site}`
}

function begin(visitor: VisitorIdentity, event: StoredEvent, visit: Visit): PageView {
  const { title, content_type: contentType } = event.properties
  return {
    site: event.site,
    path: shorten(pathOf(event) ?? ''),
    title: textOf(title),
    contentType: textOf(contentType),
    at: event.at,
    visitAt: visit.start.at,
    person: personOf(visitor, event),
    engagedMs: null,
    scrollDepth: 0,
  }
}

/** A page view may be reported twice, by a public and a secret key: the first one counts, completed by the other. */
function tellMore(known: PageView, other: PageView): Partial<PageView> {
  return {
    path: known.path || other.path,
    title: known.title ?? other.title,
    contentType: known.contentType ?? other.contentType,
  }
}

function report(view: PageView, { engaged_ms: engaged, scroll_depth: depth }: JsonObject): void {
  view.engagedMs = Math.max(view.engagedMs ?? 0, positive(engaged))
  view.scrollDepth = Math.max(view.scrollDepth, Math.min(100, positive(depth)))
}

function positive(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? shorten(value) : null
}
