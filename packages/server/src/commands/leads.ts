import { leadsAsCsv } from '@leadlight/collector/csv'
import { type Lead, type List, leadSchema, listSchema } from '@leadlight/protocol'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight leads`. */
export interface LeadsOptions extends ReadOptions {
  sort: string
  stage?: string
  grade?: string
  owner?: string
  segment?: string
  search?: string
  limit?: number
  json?: boolean
  csv?: boolean
}

const columns: readonly Column<Lead>[] = [
  { title: 'Score', align: 'right', text: (lead) => String(lead.score) },
  { title: 'Grade', text: (lead) => lead.grade },
  { title: 'Stage', text: (lead) => lead.stage },
  { title: 'Lead', text: (lead) => lead.email ?? lead.userId ?? lead.id },
  { title: 'Company', text: companyOf },
  { title: 'First source', text: sourceOf },
  { title: 'Last seen (UTC)', text: (lead) => lead.lastSeen.slice(0, 16).replace('T', ' ') },
]

const USUAL_LIMIT = 20

/** Writes the ranked leads as a table, as the JSON of the API, or as CSV. */
export async function listLeads(options: LeadsOptions, write: (text: string) => void): Promise<void> {
  const { sort, stage, grade, owner, segment, search, limit } = options
  const query = new URLSearchParams({ sort })
  for (const [name, value] of Object.entries({ stage, grade, owner, segment, q: search })) {
    if (value !== undefined) query.set(name, value)
  }
  const filtered = [stage, grade, owner, segment, search].some((filter) => filter !== undefined)
  const api = await openReadApi(options)
  try {
    if (options.csv) {
      const page = async (place: { limit: number; cursor?: string }) => {
        for (const [name, value] of Object.entries(place)) query.set(name, String(value))
        return listSchema(leadSchema).parse(await api.get(`/api/leads?${query}`))
      }
      for await (const rows of leadsAsCsv(page, limit)) write(rows)
      return
    }
    query.set('limit', String(limit ?? USUAL_LIMIT))
    const answer = await api.get(`/api/leads?${query}`)
    write(
      `${options.json ? JSON.stringify(answer, null, 2) : describe(listSchema(leadSchema).parse(answer), filtered)}\n`,
    )
  } finally {
    await api.close()
  }
}

function describe({ data, next }: List<Lead>, filtered: boolean): string {
  if (data.length === 0) return filtered ? 'No lead is like that.' : 'No leads yet.'
  const table = formatTable(columns, data)
  return next === null ? table : `${table}\n… and more; see --limit`
}

function companyOf(lead: Lead): string {
  const { company } = lead.traits
  return typeof company === 'object' ? String(company.name ?? '') : (company ?? '')
}

function sourceOf({ firstSource }: Lead): string {
  if (firstSource === null) return ''
  return firstSource.source === null ? firstSource.channel : `${firstSource.channel}: ${firstSource.source}`
}
