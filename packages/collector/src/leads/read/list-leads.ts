import type { Scorer } from '@leadlight/scoring'
import { z } from 'zod'
import type { LeadPage, LeadQuery } from '../../lead-book.ts'
import { allHaveWords } from '../../search/fill-words.ts'
import { queryWords } from '../../search/query-words.ts'
import type { LeadListing, Snapshot, Store } from '../../storage/port.ts'
import { cutPage, readCursor } from './cursor.ts'
import { presentLead } from './present-lead.ts'
import { type Ranked, rankByScore } from './rank-by-score.ts'

/** `at` is the time of the first page, for which all pages are computed. */
const placeSchema = z.object({ sort: z.string(), at: z.number(), value: z.number(), id: z.string() })

/**
 * A page of leads, with scores that are exact at the time of the first page. A lead that changes between two pages moves to its
 * new place, so it may be missed or appear twice.
 *
 * @param now milliseconds since 1970
 * @param refresh updates the leads that are due at a time
 * @throws InvalidCursorError, and what `refresh` throws
 */
export async function listLeads(
  store: Store,
  scorer: Scorer,
  query: LeadQuery,
  now: number,
  refresh: (at: number) => Promise<void>,
): Promise<LeadPage> {
  const { sort, limit } = query
  const { version: model } = scorer.model
  const { after, at, by, descending } = readOrder(query, now)
  // Sorted by time and unfiltered, only the listed leads must be up to date, and these are computed when presented.
  const needsAll = by === 'score' || query.stage !== undefined || query.grade !== undefined
  if (after === null && needsAll) await refresh(at)

  const page = { descending, after, limit: limit + 1 }
  const words = query.q === undefined ? undefined : queryWords(query.q)
  // A query without letters or digits matches nobody.
  if (words?.length === 0) return { data: [], next: null, model }
  const rows = await store.read(
    async (snapshot: Snapshot) => {
      const search = words && { words, scan: !(await allHaveWords(snapshot)) }
      const filter = { ...readFilter(query), ...search }
      if (by === 'score') return await rankByScore(snapshot, scorer, { ...page, at, filter })
      const leads = await snapshot.listLeads({ ...page, by, ...filter })
      return leads.map((lead) => ({ value: lead[by], id: lead.id, lead }))
    },
    isFiltered(query) ? 'long' : undefined,
  )
  const { shown, next } = cutPage(rows, limit, ({ value, id }) => ({ sort, at, value, id }))
  return { data: shown.map(({ lead }) => presentLead(lead, scorer, at)), next, model }
}

/** The order of a list, the position after which a page starts, and the time for which it is computed. */
export interface Order {
  by: LeadListing['by']
  descending: boolean
  /** Null for the first page. */
  after: Ranked | null
  at: number
}

/**
 * Reads the order from a query.
 *
 * @throws InvalidCursorError
 */
export function readOrder({ sort, cursor }: LeadQuery, now: number): Order {
  const after =
    readCursor(
      cursor,
      placeSchema.refine((place) => place.sort === sort),
    ) ?? null
  const by = sort.replace('-', '') as LeadListing['by']
  return { by, descending: sort.startsWith('-'), after, at: after?.at ?? now }
}

/** A filtered query may have to search through all leads. */
function isFiltered({ stage, grade, owner, q }: LeadQuery): boolean {
  return [stage, grade, owner, q].some((filter) => filter !== undefined)
}

/** The filters of a query that a store applies. */
export function readFilter({ stage, grade, owner }: LeadQuery) {
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(grade === undefined ? {} : { grade }),
    ...(owner === undefined ? {} : { owner }),
  }
}
