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
    const { sql, parameters } = writeQuery(listing, await planQuery(listing, ask))
    return await ask<RecordRow>(sql, ...parameters)
  }
}

/** How a query finds its leads. */
interface Plan {
  /**
   * The column by which few leads are looked up, to be sorted afterwards: that of a filter, or `id` for the leads with `word`.
   * Without it, the index in sort order is scanned.
   */
  lookUp?: string
  /** The word whose leads are read from the table of words. Other words are searched for in the text of each lead. */
  word?: string
}

async function planQuery(listing: LeadListing, ask: Ask): Promise<Plan> {
  const count = async (from: string, parameters: SQLInputValue[], most: number) => {
    const [found] = await ask<{ leads: number }>(
      `SELECT count(*) AS leads FROM (SELECT 1 FROM ${from} LIMIT ?)`,
      ...parameters,
      most,
    )
    return found?.leads ?? 0
  }
  const filter = await findRarest(filtersOf(listing), RARE, ([column, value], most) =>
    count(`leads WHERE ${column} = ?`, [value], most),
  )
  const word = await findRarest(wordsOf(listing), COLLECTED, (word, most) =>
    count('lead_words WHERE word >= ? AND word < ?', [word, word + LAST], most),
  )
  if (word !== undefined && word.leads < (filter?.leads ?? RARE + 1)) return { lookUp: 'id', word: word.item }
  if (filter !== undefined) return { lookUp: filter.item[0] }
  return word === undefined ? {} : { word: word.item }
}

/**
 * The item that the fewest leads have, among those that at most `most` leads have.
 *
 * @param count counts the leads with an item, but no further than `most`
 */
async function findRarest<Item>(
  items: Item[],
  most: number,
  count: (item: Item, most: number) => Promise<number>,
): Promise<{ item: Item; leads: number } | undefined> {
  let rarest: { item: Item; leads: number } | undefined
  for (const item of items) {
    const enough = rarest?.leads ?? most + 1
    const leads = await count(item, enough)
    if (leads < enough) rarest = { item, leads }
  }
  return rarest
}

/**
 * Only column names, never values, become part of the SQL. A plus before a column keeps SQLite from using its index: only that of
 * the plan may be used.
 */
function writeQuery(
  listing: LeadListing,
  { lookUp, word: listedWord }: Plan,
): { sql: string; parameters: SQLInputValue[] } {
  const { by, descending, after, changing, limit, words = [], scan } = listing
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>']
  const unlessLookedUp = (column: string) => (lookUp === column ? column : `+${column}`)
  // The index in sort order begins with `changing` and the order itself.
  const sorting = (column: string) => (lookUp === undefined ? column : `+${column}`)
  const order = [sorting(columns[by]), sorting('id')]
  const conditions: [sql: string, ...parameters: SQLInputValue[]][] = []
  if (changing !== undefined) conditions.push([`${sorting('changing')} = ?`, Number(changing)])
  if (after !== null) conditions.push([`(${order.join()}) ${beyond} (?, ?)`, after.value, after.id])
  for (const [name, value] of filtersOf(listing)) conditions.push([`${unlessLookedUp(name)} = ?`, value])
  // Words are separated by spaces, except in texts saved by earlier releases.
  const text = scan ? `' ' || replace(search_text, char(10), ' ')` : 'search_text'
  for (const word of words) {
    conditions.push(
      word === listedWord
        ? [
            `${unlessLookedUp('id')} IN (SELECT lead FROM lead_words WHERE word >= ? AND word < ?)`,
            ...[word, word + LAST],
          ]
        : [`instr(${text}, ?) > 0`, ` ${word}`],
    )
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
