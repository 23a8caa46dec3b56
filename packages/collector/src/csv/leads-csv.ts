import { type Lead, type List, traitNames } from '@leadlight/protocol'
import { type Cell, writeRow } from './write-row.ts'

/** Reads a page of leads; `cursor` is the `next` of the page before. */
export type ListLeads = (page: { limit: number; cursor?: string }) => Promise<List<Lead>>

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
 * Leads as CSV, page by page: reserved traits by name, so that the file can be imported again, then score, grade and stage.
 * Formulas are escaped.
 *
 * @param most most leads
 */
export async function* leadsAsCsv(
  list: ListLeads,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<string, void, void> {
  const others = traitNames.filter((name) => name !== 'email')
  const heading = writeRow(['email', 'userId', ...others, ...standing.map(([name]) => name)])
  let left = most
  let cursor: string | null = null
  do {
    const limit = Math.min(PAGE, left)
    const { data, next }: List<Lead> = await list({ limit, ...(cursor !== null && { cursor }) })
    const rows = data.map((lead) =>
      writeRow([
        lead.email,
        lead.userId,
        ...others.map((name) => cellOf(lead.traits[name])),
        ...standing.map(([, read]) => read(lead)),
      ]),
    )
    yield (cursor === null ? heading : '') + rows.join('')
    left -= data.length
    cursor = next
  } while (cursor !== null && left > 0)
}

/** A trait as a cell: what is no text, number or boolean as JSON. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}
