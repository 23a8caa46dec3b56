import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { LeadListing } from '../port.ts'
import { prepareQuery, type Query, type RecordRow } from './rows.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/** Lists leads; each combination of filters is prepared once. */
export function createLeadListing(database: DatabaseSync): (listing: LeadListing) => RecordRow[] {
  const prepared = new Map<string, Query<RecordRow>>()
  return (listing) => {
    const { sql, parameters } = writeQuery(listing)
    const query = prepared.get(sql) ?? prepareQuery<RecordRow>(database, sql)
    prepared.set(sql, query)
    return query(...parameters)
  }
}

/** Only names of columns, never values, become part of the SQL. */
function writeQuery(listing: LeadListing): { sql: string; parameters: SQLInputValue[] } {
  const { after, changing, stage, grade, owner, text, limit } = listing
  const column = columns[listing.by]
  const [direction, beyond] = listing.descending ? ['DESC', '<'] : ['ASC', '>']
  const conditions: [sql: string, ...parameters: SQLInputValue[]][] = []
  if (changing !== undefined) conditions.push(['changing = ?', Number(changing)])
  if (after !== null) conditions.push([`(${column}, id) ${beyond} (?, ?)`, after.value, after.id])
  if (stage !== undefined) conditions.push(['stage = ?', stage])
  if (grade !== undefined) conditions.push(['grade = ?', grade])
  if (owner !== undefined) conditions.push(['owner = ?', owner])
  if (text !== undefined) conditions.push(['instr(search_text, ?) > 0', text])
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`
  return {
    sql: `SELECT record FROM leads ${where} ORDER BY ${column} ${direction}, id ${direction} LIMIT ?`,
    parameters: [...conditions.flatMap(([, ...values]) => values), limit],
  }
}
