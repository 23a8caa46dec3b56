import type { ContentRow } from '@leadlight/protocol'
import { median } from './median.ts'
import type { PageView, SentForm } from './page-views.ts'

/** A lead that viewed a page, and when it was first named, in milliseconds since 1970. */
export interface NamedLead {
  id: string
  named: number
}

interface Page {
  site: string
  path: string
  title: string | null
  titleAt: number
  contentType: string | null
  typeAt: number
  views: number
  visitors: number
  engaged: number[]
  depths: number[]
  /** Leads that viewed it before they were named, and afterwards. */
  before: Set<string>
  after: Set<string>
  submissions: number
}

/** Accumulates what visitors viewed, by page. */
export interface PageTally {
  /** Adds all page views of a visitor and the forms it sent; `leadOf` finds the lead of a person. */
  add(views: PageView[], forms: SentForm[], leadOf: (person: string) => NamedLead | undefined): void
  rows(): ContentRow[]
}

/** Creates an empty tally. */
export function createPageTally(): PageTally {
  const pages = new Map<string, Page>()
  const pageOf = (site: string, path: string): Page => {
    const key = `${site}\n${path}`
    const page = pages.get(key) ?? emptyPage(site, path)
    pages.set(key, page)
    return page
  }
  return {
    add(views, forms, leadOf) {
      const seen = new Set<Page>()
      for (const view of views) {
        const page = pageOf(view.site, view.path)
        addView(page, view)
        if (!seen.has(page)) page.visitors += 1
        seen.add(page)
        const lead = view.person === null ? undefined : leadOf(view.person)
        if (lead !== undefined) (view.at < lead.named ? page.before : page.after).add(lead.id)
      }
      for (const { site, path } of forms) pageOf(site, path).submissions += 1
    },
    rows: () => Array.from(pages.values(), present),
  }
}

function addView(page: Page, { at, title, contentType, engagedMs, scrollDepth }: PageView): void {
  page.views += 1
  // Of two titles at the same time, the one that sorts first counts, so that the order of visitors does not matter.
  if (title !== null && (at > page.titleAt || (at === page.titleAt && title < (page.title ?? '')))) {
    Object.assign(page, { title, titleAt: at })
  }
  if (
    contentType !== null &&
    (at > page.typeAt || (at === page.typeAt && contentType < (page.contentType ?? '')))
  ) {
    Object.assign(page, { contentType, typeAt: at })
  }
  if (engagedMs === null) return
  page.engaged.push(engagedMs)
  page.depths.push(scrollDepth)
}

function emptyPage(site: string, path: string): Page {
  return {
    site,
    path,
    title: null,
    titleAt: Number.NEGATIVE_INFINITY,
    contentType: null,
    typeAt: Number.NEGATIVE_INFINITY,
    views: 0,
    visitors: 0,
    engaged: [],
    depths: [],
    before: new Set(),
    after: new Set(),
    submissions: 0,
  }
}

function present({ engaged, depths, before, after, titleAt: _, typeAt: __, ...page }: Page): ContentRow {
  return {
    site: page.site,
    path: page.path,
    title: page.title,
    contentType: page.contentType,
    views: page.views,
    visitors: page.visitors,
    measured: engaged.length,
    engagedMs: engaged.reduce((sum, ms) => sum + ms, 0),
    medianEngagedMs: median(engaged),
    medianScrollDepth: median(depths),
    leads: new Set([...before, ...after]).size,
    leadsBefore: before.size,
    leadsAfter: after.size,
    submissions: page.submissions,
  }
}
