import type { LeadRecord } from '../../leads/lead-record.ts'
import type { LeadListing } from '../port.ts'
import { COLLECTED, LAST, RARE } from '../word-search.ts'
import { type RecordRow, readRecords } from './rows.ts'
import type { Parameter, Session } from './session.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/** Leads at the beginning of the order in which frequent words are looked for first. */
const FIRST = 1_000

/**
 * Lists leads by scanning an index in sort order, which also holds the columns of the filters. Leads with a rare word are looked
 * up and sorted instead. Frequent words are mostly found among the first leads of the order; where they are not, their leads are
 * collected, so that the index alone is scanned for the others.
 *
 * @param lock `FOR UPDATE` to lock the listed leads
 */
export async function listLeads(
  session: Session,
  listing: LeadListing,
  lock: '' | 'FOR UPDATE' = '',
): Promise<LeadRecord[]> {
  const { words = [], scan = false, limit } = listing
  const ask = (way: Way) => {
    const { sql, values } = writeQuery(listing, way, lock)
    return session.query<RecordRow>(sql, ...values)
  }
  if (scan || words.length === 0) return readRecords(await ask({ kind: 'scan' }))
  const [rare] = await countLeads(session, words, RARE)
  if (rare !== undefined) return readRecords(await ask({ kind: 'look up', word: rare }))
  const first = await ask({ kind: 'look through', most: FIRST })
  const found = first.filter(({ record }) => record !== null)
  if (first.length < FIRST || found.length >= limit) return readRecords(found.slice(0, limit))
  const collected = await countLeads(session, words, COLLECTED)
  return readRecords(await ask(collected.length > 0 ? { kind: 'collect', collected } : { kind: 'scan' }))
}

/** How a query finds its leads. Words that it does not name are searched for in the text of each lead. */
type Way =
  /** Scans an index in sort order. */
  | { kind: 'scan' }
  /** Looks up the leads with a rare word, and sorts them. */
  | { kind: 'look up'; word: string }
  /** Reads the first leads of the order, and returns an empty row for each that does not match. */
  | { kind: 'look through'; most: number }
  /** Collects the ids of the leads with these words, so that only the index is scanned for the others. */
  | { kind: 'collect'; collected: string[] }

/** Those of the words that at most so many leads have, the rarest first. */
async function countLeads(session: Session, words: string[], most: number): Promise<string[]> {
  const counted = words.map(async (word) => {
    const [row] = await session.query<{ leads: number }>(
      `SELECT count(*)::integer AS leads
       FROM (SELECT FROM lead_words WHERE word >= $1 AND word < $2 LIMIT $3) AS first_ones`,
      word,
      word + LAST,
      most + 1,
    )
    return { word, leads: row?.leads ?? 0 }
  })
  const few = (await Promise.all(counted)).filter(({ leads }) => leads <= most)
  return few.sort((a, b) => a.leads - b.leads).map(({ word }) => word)
}

/** Only column names, never values, become part of the SQL. */
function writeQuery(
  listing: LeadListing,
  way: Way,
  lock: '' | 'FOR UPDATE',
): { sql: string; values: Parameter[] } {
  const { by, descending, limit, words = [], scan } = listing
  const values: Parameter[] = []
  const parameter: WriteParameter = (value) => `$${values.push(value)}`
  const column = columns[by]
  const direction = descending ? 'DESC' : 'ASC'
  const order = `ORDER BY ${column} ${direction}, id ${direction}`
  const conditions = writeFilters(listing, parameter)
  const leadsWith = (word: string) =>
    `SELECT lead FROM lead_words WHERE word >= ${parameter(word)} AND word < ${parameter(word + LAST)}`
  // Words are separated by spaces, except in texts saved by earlier releases.
  const text = scan ? `' ' || replace(search_text, chr(10), ' ')` : 'search_text'
  const inText = (...others: string[]) =>
    words
      .filter((word) => !others.includes(word))
      .map((word) => `strpos(${text}, ${parameter(` ${word}`)}) > 0`)
  // Rows that only hold a lock have no record.
  const where = (...more: string[]) => `WHERE ${['record IS NOT NULL', ...conditions, ...more].join(' AND ')}`

  const write = (): string => {
    switch (way.kind) {
      case 'scan':
        return `SELECT record FROM leads ${where(...inText())} ${order} LIMIT ${parameter(limit)} ${lock}`
      case 'look up': {
        const isRare = `id = ANY (ARRAY(${leadsWith(way.word)}))`
        return `WITH found AS MATERIALIZED
            (SELECT ${column}, id, record FROM leads ${where(isRare, ...inText(way.word))} ${lock})
          SELECT record FROM found ${order} LIMIT ${parameter(limit)}`
      }
      case 'look through':
        return `SELECT CASE WHEN ${inText().join(' AND ')} THEN record END AS record
          FROM leads ${where()} ${order} LIMIT ${parameter(way.most)}`
      case 'collect': {
        // The extra parentheses make PostgreSQL evaluate the subquery once, into a hash table, instead of once per row.
        const areCollected = way.collected.map((word) => `(id IN (${leadsWith(word)})) IS TRUE`)
        const all = [...conditions, ...areCollected, ...inText(...way.collected)].join(' AND ')
        // The inner query needs no column but those of the index; rows that only hold a lock are not in the order either.
        return `SELECT record FROM leads WHERE id = ANY (ARRAY(
            SELECT id FROM leads WHERE ${column} IS NOT NULL AND ${all} ${order} LIMIT ${parameter(limit)}))
          ${order} ${lock}`
      }
    }
  }
  return { sql: write(), values }
}

/** Adds a value to the parameters of a query, and returns its placeholder. */
type WriteParameter = (value: Parameter) => string

/** The conditions on columns that the index in sort order holds. */
function writeFilters(
  { by, descending, after, changing, stage, grade, owner }: LeadListing,
  parameter: WriteParameter,
): string[] {
  const conditions: string[] = []
  if (changing !== undefined) conditions.push(`changing = ${parameter(changing)}`)
  if (after !== null) {
    const beyond = descending ? '<' : '>'
    conditions.push(`(${columns[by]}, id) ${beyond} (${parameter(after.value)}, ${parameter(after.id)})`)
  }
  for (const [name, value] of Object.entries({ stage, grade, owner })) {
    if (value !== undefined) conditions.push(`${name} = ${parameter(value)}`)
  }
  return conditions
}
