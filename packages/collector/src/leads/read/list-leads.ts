import type { Scorer } from '@leadlight/scoring'
import { z } from 'zod'
import type { LeadPage, LeadQuery } from '../../lead-book.ts'
import { allHaveWords } from '../../search/fill-words.ts'
import { queryWords } from '../../search/query-words.ts'
import type { LeadListing, Snapshot, Store } from '../../storage/port.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { presentLead } from './present-lead.ts'
import { rankByScore } from './rank-by-score.ts'

/** `at` is the time of the first page, for which all of them are computed. */
const placeSchema = z.object({ sort: z.string(), at: z.number(), value: z.number(), id: z.string() })

/**
 * A page of leads, exact at the time of the first page; `now` is the present, in milliseconds since 1970. A lead that
 * something happened to between two pages, or that was rated anew, takes its new place, so it can be missed or come twice.
 *
 * @param refresh rates the leads that are due at a time
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
  const after =
    readCursor(
      query.cursor,
      placeSchema.refine((place) => place.sort === sort),
    ) ?? null
  const at = after?.at ?? now
  const descending = sort.startsWith('-')
  const by = sort.replace('-', '') as LeadListing['by']
  // In an order of time, what is shown is worked out for itself, and nothing else has to be up to date.
  const needsAll = by === 'score' || query.stage !== undefined || query.grade !== undefined
  if (after === null && needsAll) await refresh(at)

  const page = { descending, after, limit: limit + 1 }
  const words = query.q === undefined ? undefined : queryWords(query.q)
  // Nobody is called by signs that make no word.
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
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    data: shown.map(({ lead }) => presentLead(lead, scorer, at)),
    next: more ? writeCursor({ sort, at, value: last.value, id: last.id }) : null,
    model,
  }
}

/** What few leads have may be looked for among all of them. */
function isFiltered({ stage, grade, owner, q }: LeadQuery): boolean {
  return [stage, grade, owner, q].some((filter) => filter !== undefined)
}

function readFilter({ stage, grade, owner }: LeadQuery) {
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(grade === undefined ? {} : { grade }),
    ...(owner === undefined ? {} : { owner }),
  }
}
