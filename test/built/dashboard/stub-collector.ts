import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { listPageFiles } from '@leadlight/dashboard'
import type { Lead, PublicationProgress, Segment, Setup } from '@leadlight/protocol'
import { courseOfAda, scoreOfAda, timelineOfAda } from './ada.ts'
import { ada, leads, mallory } from './leads.ts'
import { scoreOfMallory, timelineOfMallory } from './mallory.ts'
import { content, forms, funnel, rejected, sources, spam } from './reports.ts'

/** As the collector says it, to programs. */
const unknownLead = {
  code: 'unknown_lead',
  message: 'There is no such lead: take an id from GET /api/leads.',
}

export const SECRET_KEY = 'sk_test'

/** The policy under which the server serves the page. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What the stub answers; tests change it. */
export interface StubState {
  leads: Lead[]
  /** The stub's leads of a segment are those of its stage. */
  segments: Segment[]
  /** Answer everything with 503. */
  down: boolean
  /** Accept no key. */
  revoked: boolean
  /** How far a new scoring model is on its way. */
  publication: PublicationProgress
  setup: Setup
  /** What was said by hand, by the path. */
  said: { path: string; body: Record<string, unknown> }[]
}

/** A collector that knows only the read API and a few leads; the page is served under its real policy. */
export async function startStubCollector() {
  const publication = { phase: 'idle', version: 3, done: 0 } as const
  const setup: Setup = {
    writeKeys: [{ key: 'wk_example', hint: 'mple', site: 'example', origins: null }],
    firstVisitAt: null,
    visitorsOfLastDay: 0,
    refused: [],
  }
  const state: StubState = {
    leads,
    segments: [],
    down: false,
    revoked: false,
    publication,
    setup,
    said: [],
  }
  const files = listPageFiles()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const file = files.find(({ path }) => `/${path}` === url.pathname)
    if (file) {
      response.setHeader('content-security-policy', POLICY)
      response.setHeader('content-type', file.contentType)
      response.end(await readFile(file.file))
    } else if (state.down) {
      json(response, 503, { success: false, error: { code: 'busy', message: 'The collector is busy.' } })
    } else if (state.revoked || request.headers.authorization !== `Bearer ${SECRET_KEY}`) {
      json(response, 401, { success: false, error: { code: 'unauthorized', message: 'No such key.' } })
    } else if (request.method === 'POST') {
      const body = JSON.parse(await text(request))
      state.said.push({ path: url.pathname, body })
      if (url.pathname === '/api/keys') return json(response, 200, addKey(state, body))
      const lead = state.leads.find(({ id }) => url.pathname.includes(`/${id}/`))
      if (lead !== undefined) json(response, 200, { messageId: 'said', lead })
      else json(response, 404, { success: false, error: unknownLead })
    } else if (request.method === 'DELETE') {
      const lead = state.leads.find(({ id }) => url.pathname === `/api/leads/${id}`)
      state.leads = state.leads.filter((one) => one !== lead)
      if (lead !== undefined) json(response, 200, { lead: lead.id })
      else json(response, 404, { success: false, error: unknownLead })
    } else if (url.pathname === '/api/leads.csv') {
      url.searchParams.set('limit', '1000')
      const emails = listLeads(url.searchParams, state).data.map(({ email }) => `${email}\r\n`)
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' })
      response.end(`\ufeffemail\r\n${emails.join('')}`)
    } else {
      const answer = answerTo(url, state)
      if (answer === undefined)
        json(response, 404, {
          success: false,
          error: unknownLead,
        })
      else json(response, 200, answer)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    state,
    async stop(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type StubCollector = Awaited<ReturnType<typeof startStubCollector>>

/** Makes a write key, as `POST /api/keys` does. */
function addKey({ setup }: StubState, { site, origins }: Record<string, unknown>) {
  const hint = `000${setup.writeKeys.length}`
  setup.writeKeys.push({ key: null, hint, site: String(site), origins: origins as string[] })
  return { key: `wk_made_${hint}`, hint }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function answerTo({ pathname, searchParams }: URL, state: StubState): unknown {
  const [, , place, id, part] = pathname.split('/').map(decodeURIComponent)
  if (place === 'leads' && id === undefined) return listLeads(searchParams, state)
  if (place === 'reports' && id === 'funnel') return funnel
  if (place === 'reports' && id === 'content') return listContent(searchParams)
  if (place === 'reports') return { data: id === 'forms' ? forms : sources, next: null }
  if (place === 'segments') return { data: state.segments, next: null }
  if (place === 'model') return state.publication
  if (place === 'setup') return state.setup
  if (place === 'spam') return { data: spam, next: null }
  if (place === 'rejected') return { data: rejected, next: null }
  const lead = state.leads.find((one) => one.id === id)
  if (place !== 'leads' || lead === undefined) return undefined
  const isMallory = id === mallory.id
  if (part === 'events')
    return { data: isMallory ? timelineOfMallory : id === ada.id ? timelineOfAda : [], next: null }
  if (part === 'score' && pathname.endsWith('/history'))
    return { ...courseOfAda(searchParams.get('to') ?? ''), lead: id }
  if (part === 'score')
    return isMallory ? scoreOfMallory() : { ...scoreOfAda(searchParams.get('at') ?? ''), lead: id }
  return lead
}

function listContent(query: URLSearchParams) {
  const column = (query.get('sort') ?? '-views').slice(1) as 'views' | 'leadsBefore'
  return { data: content.toSorted((a, b) => b[column] - a[column]), next: null }
}

function listLeads(query: URLSearchParams, { leads: all, segments }: StubState) {
  const stage = segments.find(({ id }) => id === query.get('segment'))?.where.stage
  const q = (query.get('q') ?? '').toLowerCase()
  const matching = all.filter(
    (lead) =>
      JSON.stringify(lead.traits).toLowerCase().includes(q) &&
      (stage === undefined || lead.stage === stage) &&
      (!query.get('owner') || lead.owner === query.get('owner')) &&
      (!query.get('stage') || lead.stage === query.get('stage')) &&
      (!query.get('grade') || lead.grade === query.get('grade')),
  )
  const limit = Number(query.get('limit'))
  const from = Number(query.get('cursor') ?? 0)
  const next = from + limit < matching.length ? String(from + limit) : null
  const reasons = (id: string) =>
    (id === mallory.id ? scoreOfMallory() : scoreOfAda('')).contributions
      .map(({ rule, label, points }) => ({ rule, label, points }))
      .slice(0, Number(query.get('reasons')))
  const shown = matching.slice(from, from + limit)
  return { data: shown.map((lead) => ({ ...lead, reasons: reasons(lead.id) })), next }
}
