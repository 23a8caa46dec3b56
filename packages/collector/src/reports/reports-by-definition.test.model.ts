import { type ContentRow, type Crossing, type Stage, VISIT_GAP_MS } from '@leadlight/protocol'
import { compareEvents } from '../identity/event-position.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Reports as their definitions say, read off the whole log, slowly. */

/** A period, from its first millisecond to before its end. */
export interface Range {
  from: number
  to: number
}

/** When the visit of each event of a visitor began; there are no campaigns here. */
function visitsOf(events: StoredEvent[]): Map<StoredEvent, number> {
  const begins = new Map<StoredEvent, number>()
  for (const own of Map.groupBy(events, ({ anonymousId }) => anonymousId).values()) {
    let last: StoredEvent | undefined
    for (const event of own) {
      const goesOn = last !== undefined && event.at - last.at < VISIT_GAP_MS
      begins.set(event, goesOn && last ? (begins.get(last) ?? 0) : event.at)
      last = event
    }
  }
  return begins
}

function ownerOf(event: StoredEvent, log: StoredEvent[]): string | undefined {
  const said = log.filter((other) => other.anonymousId === event.anonymousId && other.email !== null)
  const latest = said.findLast((other) => other.at <= event.at) ?? said[0]
  return event.email ?? (event.anonymousId === null ? undefined : latest?.email) ?? undefined
}

function middle(numbers: number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2
}

/** The report on pages. */
export function contentByDefinition(events: StoredEvent[], { from, to }: Range): ContentRow[] {
  const log = events.filter((event) => !event.bot).sort(compareEvents)
  const web = log.filter((event) => event.anonymousId !== null)
  const begins = visitsOf(web)
  const isReport = (event: StoredEvent) => event.name === 'Page Engaged'
  const idOf = (event: StoredEvent) =>
    [
      event.anonymousId,
      event.site,
      event.type === 'page' ? event.messageId : event.properties.page_view_id,
    ].join()
  const views = Array.from(
    Map.groupBy(
      web.filter((event) => event.type === 'page' || isReport(event)),
      idOf,
    ).values(),
    (all) => {
      const first = all[0] as StoredEvent
      const page = all.find((event) => event.type === 'page') ?? first
      const reports = all.filter(isReport)
      return {
        // It begins with what came first, and is what the page says it is.
        first,
        path: String(first.properties.path),
        title: all
          .map((event) => event.properties.title)
          .find((title) => typeof title === 'string' && title) as string,
        type: page.properties.content_type === 'article' ? 'article' : null,
        ms:
          reports.length === 0
            ? null
            : Math.max(...reports.map((event) => Number(event.properties.engaged_ms))),
        depth: Math.max(0, ...reports.map((event) => Number(event.properties.scroll_depth))),
        owner: ownerOf(first, log),
        id: idOf(first),
      }
    },
  )
  const within = (event: StoredEvent) => (begins.get(event) ?? 0) >= from && (begins.get(event) ?? 0) < to
  const sent = web
    .filter((event) => event.name === 'Form Submitted' && event.properties.outcome === 'submitted')
    .map((event) => {
      const earlier = (other: { first: StoredEvent }) => compareEvents(other.first, event) < 0
      const own = views.find((view) => view.id === idOf(event) && earlier(view))
      const before = web.findLast(
        (other) =>
          other.type === 'page' && other.anonymousId === event.anonymousId && compareEvents(other, event) < 0,
      )
      const last = views.find((view) => before !== undefined && view.id === idOf(before))
      return { event, path: own?.path ?? event.properties.path ?? last?.path ?? '' }
    })
  const counted = views.filter(({ first }) => within(first))
  const forms = sent.filter(({ event }) => within(event))
  const pages = new Set([
    ...counted.map(({ first, path }) => JSON.stringify([first.site, path])),
    ...forms.map(({ event, path }) => JSON.stringify([event.site, path])),
  ])
  return Array.from(pages, (page) => {
    const [site, path] = JSON.parse(page)
    const own = counted.filter((view) => view.first.site === site && view.path === path)
    const measured = own.filter(({ ms }) => ms !== null)
    const latest = (key: 'title' | 'type') =>
      own
        .filter((view) => view[key])
        .sort((a, b) => a.first.at - b.first.at || (String(a[key]) > String(b[key]) ? -1 : 1))
        .at(-1)?.[key] ?? null
    const named = (owner: string) =>
      Math.min(...log.filter(({ email }) => email === owner).map(({ at }) => at))
    const readers = (isBefore: boolean) =>
      new Set(
        own.flatMap(({ owner, first }) =>
          owner !== undefined && first.at < named(owner) === isBefore ? [owner] : [],
        ),
      )
    return {
      site,
      path,
      title: latest('title'),
      contentType: latest('type'),
      views: own.length,
      visitors: new Set(own.map(({ first }) => first.anonymousId)).size,
      measured: measured.length,
      engagedMs: measured.reduce((sum, { ms }) => sum + (ms ?? 0), 0),
      medianEngagedMs: middle(measured.map(({ ms }) => ms ?? 0)),
      medianScrollDepth: middle(measured.map(({ depth }) => depth)),
      leads: new Set([...readers(true), ...readers(false)]).size,
      leadsBefore: readers(true).size,
      leadsAfter: readers(false).size,
      submissions: forms.filter((form) => form.event.site === site && form.path === path).length,
    }
  })
}

const levels: Record<Stage, number> = { visitor: 0, lead: 0, mql: 1, sql: 2, customer: 3, disqualified: 0 }

/** The funnel. */
export function funnelByDefinition(
  events: StoredEvent[],
  { from, to }: Range,
  stages: Map<string, Stage>,
  crossings: Crossing[],
  ids: Map<string, string>,
) {
  const log = events.filter((event) => !event.bot).sort(compareEvents)
  const begins = visitsOf(log.filter((event) => event.anonymousId !== null))
  const visitors = new Set(
    Array.from(begins).flatMap(([event, at]) => (at >= from && at < to ? [event.anonymousId] : [])),
  )
  const leads = Array.from(stages, ([email, stage]) => {
    const own = log.filter((event) => ownerOf(event, log) === email)
    const steps = crossings
      .filter(({ lead }) => ids.get(lead) === email)
      .map((crossing) => ({ ...crossing, at: Date.parse(crossing.at) }))
    const firstSeen = Math.min(...own.map(({ at }) => at))
    const named = Math.min(...log.filter((event) => event.email === email).map(({ at }) => at))
    const onPage = own.some(({ anonymousId }) => anonymousId !== null)
    const seenAt = (level: number) => {
      const above = steps.filter((step) => Math.max(levels[step.from], levels[step.to]) >= level)
      const first = Math.min(...above.map(({ at }) => at))
      const stood = above.some((step) => step.at === first && levels[step.from] >= level)
      const came = above.some(
        (step) => step.at === first && levels[step.from] < level && levels[step.to] >= level,
      )
      if (above.length === 0 || (stood && !came))
        return levels[stage] >= level || above.length > 0 ? null : undefined
      return first
    }
    const times = [1, 2, 3].map(seenAt)
    return { stage, firstSeen, named, onPage, times }
  }).filter(({ firstSeen }) => firstSeen >= from && firstSeen < to)
  const got = (level: number) => leads.filter(({ times }) => times[level - 1] !== undefined)
  const since = (level: number) =>
    got(level).flatMap(({ times, firstSeen, named }) => {
      const before = level === 1 ? Math.max(firstSeen, named) : times[level - 2]
      const at = times[level - 1]
      return typeof at === 'number' && typeof before === 'number' ? [Math.max(0, at - before)] : []
    })
  const onPage = leads.filter((lead) => lead.onPage)
  return {
    reached: [visitors.size, leads.length, got(1).length, got(2).length, got(3).length],
    medians: [
      null,
      middle(onPage.map(({ named, firstSeen }) => Math.max(0, named - firstSeen))),
      middle(since(1)),
      middle(since(2)),
      middle(since(3)),
    ],
    disqualified: leads.filter(({ stage }) => stage === 'disqualified').length,
    withoutVisit: leads.length - onPage.length,
  }
}
