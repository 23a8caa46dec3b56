import { type Lead, leadSchema, listSchema } from '@leadlight/protocol'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight leads`. */
export interface LeadsOptions extends ReadOptions {
  sort: string
  stage?: string
  grade?: string
  owner?: string
  search?: string
  limit: number
  json?: boolean
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

/** Answers the ranked leads as a table, or as the JSON of the API. */
export async function listLeads(options: LeadsOptions): Promise<string> {
  const { sort, stage, grade, owner, search, limit } = options
  const query = new URLSearchParams({ sort, limit: String(limit) })
  for (const [name, value] of Object.entries({ stage, grade, owner, q: search })) {
    if (value !== undefined) query.set(name, value)
  }
  const api = await openReadApi(options)
  try {
    const answer = await api.get(`/api/leads?${query}`)
    if (options.json) return JSON.stringify(answer, null, 2)
    const leads = listSchema(leadSchema).parse(answer)
    if (leads.data.length === 0) return 'No leads yet.'
    const table = formatTable(columns, leads.data)
    return leads.next === null ? table : `${table}\n… and more; see --limit`
  } finally {
    await api.close()
  }
}

function companyOf(lead: Lead): string {
  const { company } = lead.traits
  return typeof company === 'object' ? String(company.name ?? '') : (company ?? '')
}

function sourceOf({ firstSource }: Lead): string {
  if (firstSource === null) return ''
  return firstSource.source === null ? firstSource.channel : `${firstSource.channel}: ${firstSource.source}`
}
