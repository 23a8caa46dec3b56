import type { LeadListing, Snapshot } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { createRankOrder, createRankSources, type Ranked } from './rank-sources.ts'

/** Leads read first from each source, or as many as fill a page. */
const SMALLEST_CHUNK = 100

/** Maximum number of matches after a page that are returned for the pages after it. */
const MAX_AHEAD = 20_000

/** The places of matches after a page, as far as their order is certain. */
export interface Ahead {
  places: readonly Ranked[]
  /** Whether nothing follows them. */
  isEnd: boolean
}

/** The exact value that a lead is ranked by, and how to make the result for it. */
export interface Match<Found> {
  value: number
  /** Called only for what a page shows. */
  present: () => Found
}

/** Options of `rankMatching`. */
export interface MatchOptions<Found> {
  listing: Omit<LeadListing, 'after' | 'limit' | 'changing'>
  /** Undefined for a lead that does not match. */
  match: (lead: LeadRecord) => Match<Found> | undefined
  /** The position after which to start; null for the first page. */
  after: Ranked | null
  /** Maximum number of matches to return. */
  limit: number
  /**
   * Whether to go on although the page is not full yet, after so many leads; by default always. `advances` tells whether the next
   * page would start after this one.
   */
  goesOn?: (read: number, advances: boolean) => boolean
  /** Leads to read first from each source. */
  chunkSize?: number
}

/** The matching leads. */
export interface Matches<Found> {
  /** In order; at most `limit`. */
  found: Found[]
  /** The position after which the next page starts; null at the end. */
  next: Ranked | null
  ahead: Ahead
  /** Whether `goesOn` ended the page before it was full. */
  isStopped: boolean
}

/**
 * The first matching leads by their exact values. Leads that do not decay are read in their exact order, the others in the order
 * of their stored scores; a match is certain when no unread lead can precede it: the threshold algorithm (Fagin, Lotem and Naor,
 * "Optimal aggregation algorithms for middleware", 2003). Each lead is read once.
 *
 * Leads within a point of each other must all be read before the first of them is certain. What is certain beyond the page is
 * therefore returned, too, so that the next pages need not read them again.
 */
export async function rankMatching<Found>(
  snapshot: Pick<Snapshot, 'listLeads'>,
  { listing, match, after, limit, goesOn = () => true, chunkSize }: MatchOptions<Found>,
): Promise<Matches<Found>> {
  const { compare } = createRankOrder(listing.descending)
  const firstSize = chunkSize ?? Math.max(SMALLEST_CHUNK, limit + 1)
  const sources = createRankSources({ snapshot, listing, after, firstSize })
  /** In order; those beyond the page are never presented. */
  const matches: (Ranked & { present?: (() => Found) | undefined })[] = []
  /** Whether matches far beyond the page were dropped. */
  let isCut = false
  const endPage = (certain: number, next: Ranked | null, isStopped = false): Matches<Found> => ({
    found: matches.slice(0, Math.min(certain, limit)).flatMap(({ present }) => (present ? [present()] : [])),
    next,
    ahead: {
      places: matches.slice(limit, certain).map(({ value, id }) => ({ value, id })),
      isEnd: !isCut && sources.bound() === undefined,
    },
    isStopped,
  })

  for (let read = 0; ; ) {
    const bound = sources.bound()
    const certain = bound === undefined ? matches.length : countUpTo(matches, bound, compare)
    const last = matches[limit - 1]
    if (certain > limit && last !== undefined) return endPage(certain, { value: last.value, id: last.id })
    if (bound === undefined) return endPage(certain, null)
    // The next page must start after this one, or it would never end.
    const advances = bound !== null && (after === null || compare(bound, after) > 0)
    if (!goesOn(read, advances)) return endPage(certain, bound, true)

    const chunk = await sources.read()
    read += chunk.length
    for (const lead of chunk) {
      const matched = match(lead)
      if (matched === undefined) continue
      const ranked = { ...matched, id: lead.id }
      if (after === null || compare(ranked, after) > 0) matches.push(ranked)
    }
    isCut = matches.sort(compare).splice(limit + MAX_AHEAD).length > 0 || isCut
    for (const beyond of matches.slice(limit)) beyond.present = undefined
  }
}

/** How many of the sorted matches come no later than a position; none when it is unknown. */
function countUpTo(
  matches: readonly Ranked[],
  bound: Ranked | null,
  compare: (a: Ranked, b: Ranked) => number,
): number {
  if (bound === null) return 0
  const later = matches.findIndex((one) => compare(one, bound) > 0)
  return later === -1 ? matches.length : later
}
