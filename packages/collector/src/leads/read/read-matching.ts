import type { Ranked } from './rank-by-score.ts'

/** Rows read at a time, and the most that one page looks through, so that a rare match holds nobody up. */
const CHUNK = 500
const MOST_ROWS = 10_000

/** What to look for. */
export interface Search<Row extends Ranked, Match> {
  /** Reads the rows that follow a place in the order. */
  readRows: (after: Ranked | null, limit: number) => Promise<Row[]>
  /** What a row is returned as; undefined when it does not match. */
  match: (row: Row) => Match | undefined
  /** The place after which to begin; null for the start. */
  after: Ranked | null
  /** Most matches to return. */
  limit: number
  /** Most rows to look through; {@link MOST_ROWS} by default. */
  most?: number
}

/** What was found. */
export interface Found<Match> {
  /** At most as many as asked for. */
  matches: Match[]
  /** The place after which to go on looking; null when there is nothing more. */
  next: Ranked | null
}

/** Looks through an ordered list for rows that match, up to a number of rows. */
export async function readMatching<Row extends Ranked, Match>({
  readRows,
  match,
  after,
  limit,
  most = MOST_ROWS,
}: Search<Row, Match>): Promise<Found<Match>> {
  const matches: Match[] = []
  let seen = after
  let lastMatch = after
  for (let left = most; left > 0; ) {
    const size = Math.min(CHUNK, left)
    const rows = await readRows(seen, size)
    for (const row of rows) {
      const matched = match(row)
      // One more than wanted tells that another page follows.
      if (matched !== undefined && matches.length === limit) return { matches, next: lastMatch }
      seen = { value: row.value, id: row.id }
      if (matched === undefined) continue
      matches.push(matched)
      lastMatch = seen
    }
    if (rows.length < size) return { matches, next: null }
    left -= size
  }
  return { matches, next: seen }
}
