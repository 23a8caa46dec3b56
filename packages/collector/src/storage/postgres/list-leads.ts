import type { LeadRecord } from '../../leads/lead-record.ts'
import type { LeadListing } from '../port.ts'
import { type RecordRow, readRecords } from './rows.ts'
import type { Parameter, Session } from './session.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/** So many leads with a word are read and sorted rather than looked for on the way through all. */
const FEW = 1_000
/** The ids of so many leads with a word are gathered, to be recognised on the way. */
const MANY = 100_000

/** Behind all words with the same beginning. */
const LAST = '\u{10ffff}'

/**
 * Lists leads: in the order of an index, which also holds what is filtered by; those with a word that few have are read and
 * sorted. Only names of columns, never values, become part of the SQL.
 *
 * @param lock `FOR UPDATE` to lock what is listed
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
  // Words are parted by spaces, but in what earlier releases saved.
  const text = scan ? `' ' || replace(search_text, chr(10), ' ')` : 'search_text'
  for (const word of words) {
    if (word !== rarest?.word) conditions.push(`strpos(${text}, ${parameter(` ${word}`)}) > 0`)
  }
  const few = rarest !== undefined && rarest.leads <= FEW
  if (rarest !== undefined) {
    const found = `SELECT lead FROM lead_words
      WHERE word >= ${parameter(rarest.word)} AND word < ${parameter(rarest.word + LAST)}`
    // In brackets of its own it is worked out once, and each lead looked for in it.
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

/** The word that fewest leads have, if they are not too many. */
async function findRarest(
  session: Session,
  words: string[],
): Promise<{ word: string; leads: number } | undefined> {
  let rarest: { word: string; leads: number } | undefined
  for (const word of words) {
    const limit = rarest?.leads ?? MANY + 1
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
