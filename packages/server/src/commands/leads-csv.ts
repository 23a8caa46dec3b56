import { type Cell, writeRow } from '@leadlight/collector/csv'
import { type Lead, leadSchema, listSchema, traitNames } from '@leadlight/protocol'
import type { ReadApi } from '../read-api.ts'

/** The API's largest page. */
const PAGE = 200

const standing: readonly [string, (lead: Lead) => Cell][] = [
  ['score', (lead) => lead.score],
  ['engagement', (lead) => lead.engagement],
  ['fit', (lead) => lead.fit],
  ['grade', (lead) => lead.grade],
  ['stage', (lead) => lead.stage],
  ['owner', (lead) => lead.owner],
  ['channel', (lead) => lead.firstSource?.channel ?? null],
  ['source', (lead) => lead.firstSource?.source ?? null],
  ['campaign', (lead) => lead.firstSource?.campaign ?? null],
  ['firstSeen', (lead) => lead.firstSeen],
  ['lastSeen', (lead) => lead.lastSeen],
  ['lead', (lead) => lead.id],
]

/**
 * The leads of a query as CSV, page by page: reserved traits by name, so that the file can be imported again, then score, grade
 * and stage. Formulas are escaped.
 *
 * @param most most leads
 */
export async function* leadsAsCsv(
  api: ReadApi,
  query: URLSearchParams,
  most: number,
): AsyncGenerator<string> {
  const others = traitNames.filter((name) => name !== 'email')
  yield writeRow(['email', 'userId', ...others, ...standing.map(([name]) => name)])
  let left = most
  let cursor: string | null = null
  do {
    const page = new URLSearchParams(query)
    page.set('limit', String(Math.min(PAGE, left)))
    if (cursor !== null) page.set('cursor', cursor)
    const { data, next } = listSchema(leadSchema).parse(await api.get(`/api/leads?${page}`))
    const rows = data.map((lead) =>
      writeRow([
        lead.email,
        lead.userId,
        ...others.map((name) => cellOf(lead.traits[name])),
        ...standing.map(([, read]) => read(lead)),
      ]),
    )
    yield rows.join('')
    left -= data.length
    cursor = next
  } while (cursor !== null && left > 0)
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}
