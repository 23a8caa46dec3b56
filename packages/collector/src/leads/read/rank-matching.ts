import type { LeadListing, Snapshot } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { type Ranked, SLACK } from './rank-by-score.ts'

/** Leads read at a time. */
const CHUNK = 500

/** Options of `rankMatching`. */
export interface MatchOptions<Match> {
  listing: Omit<LeadListing, 'after' | 'limit' | 'changing'>
  /** The exact value that a lead is ranked by, and the result for it; undefined when it does not match. */
  match: (lead: LeadRecord) => { value: number; found: Match } | undefined
  /** The position after which to start; null for the first page. */
  after: Ranked | null
  /** Maximum number of matches to return. */
  limit: number
  /** Maximum number of leads to examine, unless their scores are all within a point of each other. */
  most: number
}

/** The matching leads. */
export interface Matches<Match> {
  /** In order; at most `limit`. */
  found: Match[]
  /** The position after which the next page starts; null at the end. */
  next: Ranked | null
}

/** One of the orders in which leads are read. */
interface Source {
  changing?: boolean
  /** Maximum difference between the stored value and the exact one. */
  slack: number
  /** The last lead read; null before the first. */
  place: Ranked | null
  ended: boolean
}

/**
 * The first matching leads by their exact values. Leads that do not decay are read in their exact order, the others in the order
 * of their stored scores; a match is certain when no unread lead can precede it. Each lead is read once. A page ends early after
 * `most` leads, so that rare matches do not block other work.
 */
export async function rankMatching<Match>(
  snapshot: Pick<Snapshot, 'listLeads'>,
  { listing, match, after, limit, most }: MatchOptions<Match>,
  chunkSize = CHUNK,
): Promise<Matches<Match>> {
  const sign = listing.descending ? -1 : 1
  // Sorts before every id in this direction.
  const first = listing.descending ? '~' : ''
  const compare = (a: Ranked, b: Ranked) =>
    sign * (a.value - b.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const earlier = ({ value }: Ranked, slack: number): Ranked => ({ value: value - sign * slack, id: first })
  const start = (slack: number) => (after === null || slack === 0 ? after : earlier(after, slack))
  const sources: Source[] = (
    listing.by === 'score'
      ? [
          { changing: false, slack: 0 },
          { changing: true, slack: SLACK },
        ]
      : [{ slack: 0 }]
  ).map((source) => ({ ...source, place: start(source.slack), ended: false }))
  /** The position that all unread leads of a source come after; null when unknown. */
  const boundOf = ({ place, slack }: Source) =>
    place === null || slack === 0 ? place : earlier(place, slack)
  let matches: (Ranked & { found: Match })[] = []

  for (let read = 0; ; ) {
    const open = sources.filter(({ ended }) => !ended)
    const [source] = open.sort((a, b) => compareBounds(boundOf(a), boundOf(b), compare))
    const bound = source && boundOf(source)
    const certain = bound === undefined ? matches : matches.filter((one) => bound && compare(one, bound) <= 0)
    if (certain.length > limit) {
      const found = certain.slice(0, limit)
      return { found: found.map((one) => one.found), next: placeOf(found.at(-1)) }
    }
    if (source === undefined) return { found: certain.map((one) => one.found), next: null }
    // The next page must start after this one, or it would never end.
    const advanced = bound && (after === null || compare(bound, after) > 0)
    if (read >= most && advanced) return { found: certain.map((one) => one.found), next: bound }

    const { changing, place } = source
    const chunk = await snapshot.listLeads({
      ...listing,
      ...(changing !== undefined && { changing }),
      ...{ after: place, limit: chunkSize },
    })
    read += chunk.length
    for (const lead of chunk) {
      const matched = match(lead)
      if (matched === undefined) continue
      const ranked = { ...matched, id: lead.id }
      if (after === null || compare(ranked, after) > 0) matches.push(ranked)
    }
    matches = matches.sort(compare).slice(0, limit + 1)
    const last = chunk.at(-1)
    if (last !== undefined) source.place = { value: last[listing.by], id: last.id }
    source.ended = chunk.length < chunkSize
  }
}

/** Comparator of bounds; a source that was not read yet comes first. */
function compareBounds(
  a: Ranked | null,
  b: Ranked | null,
  compare: (a: Ranked, b: Ranked) => number,
): number {
  return a === null || b === null ? Number(b === null) - Number(a === null) : compare(a, b)
}

function placeOf(ranked: Ranked | undefined): Ranked | null {
  return ranked === undefined ? null : { value: ranked.value, id: ranked.id }
}
