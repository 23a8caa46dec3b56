import type { SQLInputValue } from 'node:sqlite'
import type { LeadListing } from '../port.ts'
import { COLLECTED, LAST, RARE } from '../word-search.ts'
import type { AsyncQuery, PrepareQuery, RecordRow } from './rows.ts'

const columns = { score: 'score', firstSeen: 'first_seen', lastSeen: 'last_seen' } as const

/** Runs a query, preparing it once. */
type Ask = <Row>(sql: string, ...parameters: SQLInputValue[]) => Promise<Row[]>

/**
 * Creates the listing of leads; each combination of filters is prepared once. A rare filter value or word is looked up and
 * the matches sorted; otherwise an index in sort order is scanned, which also holds the columns of the filters.
 */
export function createLeadListing(prepare: PrepareQuery): (listing: LeadListing) => Promise<RecordRow[]> {
  const prepared = new Map<string, AsyncQuery<unknown>>()
  const ask: Ask = async <Row>(sql: string, ...parameters: SQLInputValue[]) => {
    const query = prepared.get(sql) ?? prepare<unknown>(sql)
    prepared.set(sql, query)
    return (await query(...parameters)) as Row[]
  }
  return async (listing) => {
    const { sql, parameters } = writeQuery(listing, await chooseWay(listing, ask))
    return await ask<RecordRow>(sql, ...parameters)
  }
}

/** The query plan: the filter or `id` to look leads up by, if any, and the word whose leads are collected in advance. */
interface Way {
  by?: string
  word?: string
}

async function chooseWay(listing: LeadListing, ask: Ask): Promise<Way> {
  const way: Way & { leads: number } = { leads: RARE + 1 }
  const count = async (from: string, ...parameters: SQLInputValue[]) => {
    const [found] = await ask<{ leads: number }>(
      `SELECT count(*) AS leads FROM (SELECT 1 FROM ${from} LIMIT ?)`,
      ...parameters,
    )
    return found?.leads ?? 0
  }
  for (const [column, value] of filtersOf(listing)) {
    const leads = await count(`leads WHERE ${column} = ?`, value, way.leads)
    if (leads < way.leads) Object.assign(way, { by: column, leads })
  }
  let fewest = COLLECTED + 1
  for (const word of wordsOf(listing)) {
    const leads = await count('lead_words WHERE word >= ? AND word < ?', word, word + LAST, fewest)
    if (leads >= fewest) continue
    fewest = leads
    way.word = word
    if (leads < way.leads) Object.assign(way, { by: 'id', leads })
  }
  return way
}

/** Only column names, never values, become part of the SQL. A plus before a column keeps SQLite from using its index. */
function writeQuery(listing: LeadListing, way: Way): { sql: string; parameters: SQLInputValue[] } {
  const { by, descending, after, changing, limit, words = [], scan } = listing
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>']
  const column = (name: string) => (way.by === undefined || way.by === name ? name : `+${name}`)
  const order = way.by === undefined ? [columns[by], 'id'] : [`+${columns[by]}`, '+id']
  const conditions: [sql: string, ...parameters: SQLInputValue[]][] = []
  if (changing !== undefined) conditions.push([`${column('changing')} = ?`, Number(changing)])
  if (after !== null) conditions.push([`(${order.join()}) ${beyond} (?, ?)`, after.value, after.id])
  for (const [name, value] of filtersOf(listing)) {
    conditions.push([`${way.by === name ? '' : '+'}${name} = ?`, value])
  }
  // Words are separated by spaces, except in texts saved by earlier releases.
  const text = scan ? `' ' || replace(search_text, char(10), ' ')` : 'search_text'
  for (const word of words) {
    if (word !== way.word || (way.by !== undefined && way.by !== 'id')) {
      conditions.push([`instr(${text}, ?) > 0`, ` ${word}`])
    } else {
      const found = 'IN (SELECT lead FROM lead_words WHERE word >= ? AND word < ?)'
      conditions.push([`${way.by === 'id' ? '' : '+'}id ${found}`, word, word + LAST])
    }
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`
  return {
    sql: `SELECT record FROM leads ${where} ORDER BY ${order.map((name) => `${name} ${direction}`).join()} LIMIT ?`,
    parameters: [...conditions.flatMap(([, ...values]) => values), limit],
  }
}

function filtersOf({ stage, grade, owner }: LeadListing): [column: string, value: string][] {
  return Object.entries({ stage, grade, owner }).filter(
    (filter): filter is [string, string] => filter[1] !== undefined,
  )
}

function wordsOf({ words = [], scan = false }: LeadListing): string[] {
  return scan ? [] : words
}
