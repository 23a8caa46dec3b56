import type {
  ByHandAnswer,
  ContentRow,
  Erasure,
  ErrorBody,
  FormRow,
  FunnelReport,
  Grade,
  Lead,
  LiftByHand,
  List,
  OwnerByHand,
  PointsByHand,
  PublicationProgress,
  Rejected,
  ScoreAnswer,
  ScoreCourse,
  Segment,
  Setup,
  SourceRow,
  SpamItem,
  Stage,
  StageByHand,
  TimelineEntry,
} from '@leadlight/protocol'
import { ApiError } from './api-error.ts'
import { type ContentSort, errorWords } from './words.ts'

/** Sort orders of the list of leads; `-` means descending. */
export type LeadSort = '-score' | 'score' | '-lastSeen' | 'lastSeen' | '-firstSeen' | 'firstSeen'

/** Filter and sort order of the list of leads; empty strings do not filter. */
export interface LeadFilter {
  q: string
  stage: Stage | ''
  grade: Grade | ''
  owner: string
  /** Id of a segment. */
  segment: string
  sort: LeadSort
}

/** Selects a page of a list. */
export interface PageRequest {
  limit: number
  /** `next` of the previous page. */
  cursor?: string | undefined
  signal?: AbortSignal | undefined
}

/** The collector's API. Every call rejects with `ApiError`, or with the signal's reason when aborted. */
export interface Api {
  /** Each lead comes with the largest reasons for its score. */
  leads(filter: LeadFilter, page: PageRequest): Promise<List<Lead>>
  /** All leads of a list, as a file. */
  leadsAsCsv(filter: LeadFilter): Promise<Blob>
  lead(id: string, signal?: AbortSignal): Promise<Lead>
  /** All that is stored about a lead, as a file. */
  leadAsJson(id: string): Promise<Blob>
  /** Erases a lead; resolves when nothing is left on the medium. */
  eraseLead(id: string): Promise<Erasure>
  segments(signal?: AbortSignal): Promise<Segment[]>
  timeline(id: string, page: PageRequest): Promise<List<TimelineEntry>>
  /** @param at ISO 8601; empty for now */
  score(id: string, at: string, signal?: AbortSignal): Promise<ScoreAnswer>
  /** The score from the first event until `to` (ISO 8601). */
  course(id: string, to: string, signal?: AbortSignal): Promise<ScoreCourse>
  /** `from` is ISO 8601; empty for all time. */
  sources(from: string, signal?: AbortSignal): Promise<SourceRow[]>
  /** `from` is ISO 8601; empty for all time. */
  funnel(from: string, signal?: AbortSignal): Promise<FunnelReport>
  /** `from` is ISO 8601; empty for all time. */
  content(from: string, sort: ContentSort, page: PageRequest): Promise<List<ContentRow>>
  /** `from` is ISO 8601; empty for all time. */
  forms(from: string, signal?: AbortSignal): Promise<FormRow[]>
  /** Progress of publishing a new scoring model. */
  publication(signal?: AbortSignal): Promise<PublicationProgress>
  rejected(page: PageRequest): Promise<List<Rejected>>
  setup(signal?: AbortSignal): Promise<Setup>
  /** Makes a write key that only pages of `origins` may use; it is told only this once. */
  makeWriteKey(website: { site: string; origins: string[] }): Promise<{ key: string; hint: string }>
  /** Submissions classified as robots'. */
  spam(page: PageRequest): Promise<List<SpamItem>>
  acceptSpam(id: string): Promise<object>
  dismissSpam(id: string): Promise<object>
  givePoints(id: string, change: PointsByHand): Promise<ByHandAnswer>
  /** Reverts points that were given by hand. @param entry `messageId` of their event */
  lift(id: string, entry: string, change: LiftByHand): Promise<ByHandAnswer>
  setStage(id: string, change: StageByHand): Promise<ByHandAnswer>
  setOwner(id: string, change: OwnerByHand): Promise<ByHandAnswer>
}

/** Options of `createApi`. */
export interface ApiOptions {
  /** Address of the page; the API is at `api/` relative to it. */
  base: string
  secretKey: string
  fetch?: typeof fetch
  /** Time after which a request fails, in milliseconds. */
  timeoutMs?: number
  /** The same for reports, which may go through the whole log. */
  reportTimeoutMs?: number
}

/** How many reasons the list shows of each lead. */
const REASONS = '2'

/** Creates a client of the collector's API for a secret key. */
export function createApi({
  base,
  secretKey,
  fetch = globalThis.fetch,
  timeoutMs = 20_000,
  reportTimeoutMs = 180_000,
}: ApiOptions): Api {
  function addressOf(path: string, query: Record<string, string>): URL {
    const url = new URL(`api/${path}`, base)
    for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value)
    return url
  }

  function get<Answer>(path: string, query: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    const patienceMs = path.startsWith('reports/') ? reportTimeoutMs : timeoutMs
    return ask(addressOf(path, query), {}, patienceMs, signal)
  }

  function post<Answer>(path: string, body: object): Promise<Answer> {
    return ask(addressOf(path, {}), { method: 'POST', body: JSON.stringify(body) })
  }

  /** Rejects for responses without success. */
  async function request(
    url: URL,
    init: RequestInit,
    patienceMs: number,
    signal?: AbortSignal,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(patienceMs)
    const response = await fetch(url, {
      ...init,
      headers: { authorization: `Bearer ${secretKey}`, accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: 'no-store',
      credentials: 'omit',
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new ApiError(0, 'unreachable', 'The collector does not answer.')
    })
    if (!response.ok) throw readError(response, await response.json().catch(() => undefined))
    return response
  }

  async function ask<Answer>(
    url: URL,
    init: RequestInit,
    patienceMs = timeoutMs,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const response = await request(url, init, patienceMs, signal)
    const body: unknown = await response.json().catch(() => undefined)
    if (typeof body !== 'object' || body === null) {
      throw new ApiError(response.status, 'not_json', 'Something other than the collector answered.')
    }
    // Page and collector are released together and share the schema, so the answer is not validated again.
    return body as Answer
  }

  /** A file, which may take as long as a report. */
  async function download(path: string, query: Record<string, string>): Promise<Blob> {
    const response = await request(addressOf(path, query), {}, reportTimeoutMs)
    return await response.blob().catch(() => {
      throw new ApiError(0, 'incomplete', 'The file did not arrive in whole. Try again.')
    })
  }

  const paging = ({ limit, cursor }: PageRequest) => ({ limit: String(limit), cursor: cursor ?? '' })
  const leadPath = (id: string) => `leads/${encodeURIComponent(id)}`

  return {
    leads: (filter, page) => get('leads', { ...filter, reasons: REASONS, ...paging(page) }, page.signal),
    leadsAsCsv: (filter) => download('leads.csv', { ...filter }),
    leadAsJson: (id) => download(`${leadPath(id)}/export`, {}),
    eraseLead: (id) => ask(addressOf(leadPath(id), {}), { method: 'DELETE' }, reportTimeoutMs),
    lead: (id, signal) => get(leadPath(id), {}, signal),
    segments: async (signal) => (await get<List<Segment>>('segments', {}, signal)).data,
    timeline: (id, page) => get(`${leadPath(id)}/events`, paging(page), page.signal),
    score: (id, at, signal) => get(`${leadPath(id)}/score`, { at }, signal),
    course: (id, to, signal) => get(`${leadPath(id)}/score/history`, { to }, signal),
    sources: async (from, signal) => (await get<List<SourceRow>>('reports/sources', { from }, signal)).data,
    funnel: (from, signal) => get('reports/funnel', { from }, signal),
    content: (from, sort, page) => get('reports/content', { from, sort, ...paging(page) }, page.signal),
    forms: async (from, signal) => (await get<List<FormRow>>('reports/forms', { from }, signal)).data,
    publication: (signal) => get('model/publication', {}, signal),
    setup: (signal) => get('setup', {}, signal),
    makeWriteKey: (website) => post('keys', { kind: 'write', name: website.site, ...website }),
    rejected: (page) => get('rejected', paging(page), page.signal),
    spam: (page) => get('spam', paging(page), page.signal),
    acceptSpam: (id) => post(`spam/${encodeURIComponent(id)}/accept`, {}),
    dismissSpam: (id) => ask(addressOf(`spam/${encodeURIComponent(id)}`, {}), { method: 'DELETE' }),
    givePoints: (id, change) => post(`${leadPath(id)}/points`, { messageId: newId(), ...change }),
    lift: (id, entry, change) => post(`${leadPath(id)}/points/${encodeURIComponent(entry)}/lift`, change),
    setStage: (id, change) => post(`${leadPath(id)}/stage`, { messageId: newId(), ...change }),
    setOwner: (id, change) => post(`${leadPath(id)}/owner`, { messageId: newId(), ...change }),
  }
}

/** 128 random bits in hexadecimal; `randomUUID` does not exist on plain http. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function readError(response: Response, body: unknown): ApiError {
  const { error } = (body ?? {}) as Partial<ErrorBody>
  const seconds = Number(response.headers.get('retry-after'))
  return new ApiError(
    response.status,
    error?.code ?? `http_${response.status}`,
    errorWords[error?.code ?? ''] ??
      error?.message ??
      `The collector answered with status ${response.status}.`,
    Number.isFinite(seconds) ? seconds * 1000 : 0,
  )
}
