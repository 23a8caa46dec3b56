import type { LeadRecord } from '../../leads/lead-record.ts'
import type { LeadListing } from '../port.ts'
import { COLLECTED, LAST, RARE } from '../word-search.ts'
import { type RecordRow, readRecords } from './rows.ts'
import type { Parameter, Session } from './session.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/**
 * Lists leads by scanning an index in sort order, which also holds the columns of the filters; leads with a rare word are
 * looked up and sorted instead. Only column names, never values, become part of the SQL.
 *
 * @param lock `FOR UPDATE` to lock the listed leads
 */
export async function listLeads(
  session: Session,
  listing: LeadListing,
  lock: '' | 'FOR UPDATE' = '',
): Promise<LeadRecord[]> {
  const { by, descending, after, changing, stage, grade, owner, words = [], scan, limit } = listing
  const rarest = scan ? undefined : await findRarest(session, words)
  const column = columns[by]
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>']
  const values: Parameter[] = []
  const parameter = (value: Parameter) => `$${values.push(value)}`
  const conditions = ['record IS NOT NULL']
  if (changing !== undefined) conditions.push(`changing = ${parameter(changing)}`)
  if (after !== null) {
    conditions.push(`(${column}, id) ${beyond} (${parameter(after.value)}, ${parameter(after.id)})`)
  }
  for (const [name, value] of Object.entries({ stage, grade, owner })) {
    if (value !== undefined) conditions.push(`${name} = ${parameter(value)}`)
  }
  // Words are separated by spaces, except in texts saved by earlier releases.
  const text = scan ? `' ' || replace(search_text, chr(10), ' ')` : 'search_text'
  for (const word of words) {
    if (word !== rarest?.word) conditions.push(`strpos(${text}, ${parameter(` ${word}`)}) > 0`)
  }
  const few = rarest !== undefined && rarest.leads <= RARE
  if (rarest !== undefined) {
    const found = `SELECT lead FROM lead_words
      WHERE word >= ${parameter(rarest.word)} AND word < ${parameter(rarest.word + LAST)}`
    // The extra parentheses make PostgreSQL evaluate the subquery once, into a hash table, instead of once per row.
    conditions.push(few ? `id = ANY (ARRAY(${found}))` : `(id IN (${found})) IS TRUE`)
  }
  const where = `WHERE ${conditions.join(' AND ')}`
  const order = `ORDER BY ${column} ${direction}, id ${direction} LIMIT ${parameter(limit)}`
  const sql = few
    ? `WITH found AS MATERIALIZED (SELECT ${column}, id, record FROM leads ${where} ${lock})
       SELECT record FROM found ${order}`
    : `SELECT record FROM leads ${where} ${order} ${lock}`
  return readRecords<LeadRecord>(await session.query<RecordRow>(sql, ...values))
}

/** The word with the fewest leads; undefined when each has more than {@link COLLECTED}. */
async function findRarest(
  session: Session,
  words: string[],
): Promise<{ word: string; leads: number } | undefined> {
  let rarest: { word: string; leads: number } | undefined
  for (const word of words) {
    const limit = rarest?.leads ?? COLLECTED + 1
    const [row] = await session.query<{ leads: number }>(
      `SELECT count(*)::integer AS leads
       FROM (SELECT FROM lead_words WHERE word >= $1 AND word < $2 LIMIT $3) AS first_ones`,
      word,
      word + LAST,
      limit,
    )
    if (row !== undefined && row.leads < limit) rarest = { word, leads: row.leads }
  }
  return rarest
}
