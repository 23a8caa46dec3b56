import type { LeadRecord } from '../../leads/lead-record.ts'
import type { LeadListing } from '../port.ts'
import { type RecordRow, readRecords } from './rows.ts'
import type { Parameter, Session } from './session.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/**
 * Lists leads. Only names of columns, never values, become part of the SQL.
 *
 * @param lock `FOR UPDATE` to lock what is listed
 */
export async function listLeads(
  session: Session,
  listing: LeadListing,
  lock: '' | 'FOR UPDATE' = '',
): Promise<LeadRecord[]> {
  const { after, changing, stage, grade, owner, text, limit } = listing
  const column = columns[listing.by]
  const [direction, beyond] = listing.descending ? ['DESC', '<'] : ['ASC', '>']
  const values: Parameter[] = []
  const parameter = (value: Parameter) => `$${values.push(value)}`
  const conditions = ['record IS NOT NULL']
  if (changing !== undefined) conditions.push(`changing = ${parameter(changing)}`)
  if (after !== null) {
    conditions.push(`(${column}, id) ${beyond} (${parameter(after.value)}, ${parameter(after.id)})`)
  }
  if (stage !== undefined) conditions.push(`stage = ${parameter(stage)}`)
  if (grade !== undefined) conditions.push(`grade = ${parameter(grade)}`)
  if (owner !== undefined) conditions.push(`owner = ${parameter(owner)}`)
  if (text !== undefined) conditions.push(`strpos(search_text, ${parameter(text)}) > 0`)
  const sql = `SELECT record FROM leads WHERE ${conditions.join(' AND ')}
    ORDER BY ${column} ${direction}, id ${direction} LIMIT ${parameter(limit)} ${lock}`
  return readRecords<LeadRecord>(await session.query<RecordRow>(sql, ...values))
}
