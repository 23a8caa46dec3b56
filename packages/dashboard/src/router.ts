import type { Grade, Stage } from '@leadlight/protocol'
import type { LeadFilter, LeadSort } from './api.ts'
import { type ContentSort, contentSortWords, gradeNames, stageNames } from './words.ts'

/** The view that the address names, with everything worth sharing by link. */
export type Route =
  | { view: 'leads'; filter: LeadFilter }
  /** `at` is the time of the score, ISO 8601; empty for now. */
  | { view: 'lead'; id: string; at: string }
  /** `days` before now; 0 for all time. */
  | { view: 'funnel' | 'sources' | 'forms'; days: number }
  | { view: 'content'; days: number; sort: ContentSort }
  | { view: 'rejected' | 'setup' }
  | { view: 'missing' }

/** No filter, best leads first. */
export const everyLead: LeadFilter = {
  q: '',
  stage: '',
  grade: '',
  owner: '',
  segment: '',
  sort: '-score',
}

const sorts: readonly string[] = [
  '-score',
  'score',
  '-lastSeen',
  'lastSeen',
  '-firstSeen',
  'firstSeen',
] satisfies LeadSort[]

const usualContentSort: ContentSort = '-views'

/** Parses `location.hash`; invalid values fall back to their defaults. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const query = new URLSearchParams(search)
  const parts = path.split('/').filter((part) => part !== '')
  const [place = 'leads', id] = parts
  if (parts.length > 2 || (id !== undefined && place !== 'leads')) return { view: 'missing' }
  if (place === 'leads' && id !== undefined)
    return { view: 'lead', id: decode(id), at: readTime(query.get('at')) }
  if (place === 'leads') return { view: 'leads', filter: readFilter(query) }
  const days = readDays(query.get('days'))
  if (place === 'funnel' || place === 'sources' || place === 'forms') return { view: place, days }
  if (place === 'content') return { view: place, days, sort: readContentSort(query.get('sort')) }
  if (place === 'rejected' || place === 'setup') return { view: place }
  return { view: 'missing' }
}

/** The hash of a route; the inverse of `parseRoute`. */
export function formatRoute(route: Route): string {
  if (route.view === 'lead') return address(`leads/${encodeURIComponent(route.id)}`, { at: route.at })
  if (route.view === 'leads') {
    const { sort, ...filter } = route.filter
    return address('leads', { ...filter, sort: sort === everyLead.sort ? '' : sort })
  }
  if (route.view === 'funnel' || route.view === 'sources' || route.view === 'forms')
    return address(route.view, { days: formatDays(route.days) })
  if (route.view === 'content') {
    const sort = route.sort === usualContentSort ? '' : route.sort
    return address(route.view, { days: formatDays(route.days), sort })
  }
  return address(route.view, {})
}

/** Navigates to a route, with a new history entry or replacing the current one. */
export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const hash = formatRoute(route)
  if (how === 'replace') location.replace(hash)
  else location.hash = hash
}

function address(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()
  return `#/${path}${search === '' ? '' : `?${search}`}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function readFilter(query: URLSearchParams): LeadFilter {
  const stage = query.get('stage') ?? ''
  const grade = query.get('grade') ?? ''
  const sort = query.get('sort') ?? ''
  return {
    q: query.get('q') ?? '',
    stage: stageNames.some((name) => name === stage) ? (stage as Stage) : '',
    grade: gradeNames.includes(grade) ? (grade as Grade) : '',
    owner: query.get('owner') ?? '',
    segment: query.get('segment') ?? '',
    sort: sorts.includes(sort) ? (sort as LeadSort) : everyLead.sort,
  }
}

function readTime(text: string | null): string {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

function readDays(text: string | null): number {
  const days = Number(text ?? 30)
  return Number.isInteger(days) && days >= 0 && days <= 3650 ? days : 30
}

function formatDays(days: number): string {
  return days === 30 ? '' : String(days)
}

function readContentSort(text: string | null): ContentSort {
  return contentSortWords.find(({ name }) => name === text)?.name ?? usualContentSort
}
