import type { Lead } from '@leadlight/protocol'
import { type Scorer, whereSchema } from '@leadlight/scoring'
import { z } from 'zod'
import { type LeadPage, type LeadQuery, UnknownSegmentError } from '../../lead-book.ts'
import { allHaveWords } from '../../search/fill-words.ts'
import { queryWords } from '../../search/query-words.ts'
import { type CompiledSegment, compileSegment } from '../../segments/compile-segment.ts'
import { readSegment } from '../../segments/segment-shelf.ts'
import type { LeadListing, Snapshot, Store } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { cutPage, readCursor, writeCursor } from './cursor.ts'
import { presentLead } from './present-lead.ts'
import { type Ranked, rankByScore } from './rank-by-score.ts'
import { readMatching } from './read-matching.ts'

/** `at` is the time of the first page, for which all pages are computed. */
const placeSchema = z.object({ sort: z.string(), at: z.number(), value: z.number(), id: z.string() })

/**
 * A page of leads, with scores that are exact at the time of the first page. A lead that changes between two pages moves to its
 * new place, so it may be missed or appear twice.
 *
 * @param now milliseconds since 1970
 * @param refresh updates the leads that are due at a time
 * @throws InvalidCursorError, UnknownSegmentError, and what `refresh` throws
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
  const segment = query.segment === undefined ? undefined : await findSegment(store, query.segment)
  const filter = { ...segment?.filter, ...readFilter(query) }
  // Sorted by time and unfiltered, only the listed leads must be up to date, and these are computed when presented.
  const needsAll = by === 'score' || filter.stage !== undefined || filter.grade !== undefined
  if (after === null && needsAll) await refresh(at)

  const words = query.q === undefined ? undefined : queryWords(query.q)
  // A query without letters or digits matches nobody.
  if (words?.length === 0) return { data: [], next: null, model }
  const placeOf = ({ value, id }: Ranked) => ({ sort, at, value, id })
  const present = ({ lead }: Row) => presentLead(lead, scorer, at)
  const page = await store.read(
    async (snapshot: Snapshot) => {
      const search = words && { words, scan: !(await allHaveWords(snapshot)) }
      const listing = { ...filter, ...search, descending }
      const readRows = async (after: Ranked | null, limit: number): Promise<Row[]> => {
        if (by === 'score') {
          return await rankByScore(snapshot, scorer, { descending, after, limit, at, filter: listing })
        }
        const leads = await snapshot.listLeads({ ...listing, by, after, limit })
        return leads.map((lead) => ({ value: lead[by], id: lead.id, lead }))
      }
      if (segment === undefined) {
        const { shown, next } = cutPage(await readRows(after, limit + 1), limit, placeOf)
        return { data: shown.map(present), next }
      }
      const match = (row: Row): Lead | undefined => {
        const lead = present(row)
        return segment.has(lead, at) ? lead : undefined
      }
      const { matches, next } = await readMatching({ readRows, match, after, limit })
      return { data: matches, next: next && writeCursor(placeOf(next)) }
    },
    isFiltered(query) ? 'long' : undefined,
  )
  return { ...page, model }
}

interface Row extends Ranked {
  lead: LeadRecord
}

async function findSegment(store: Store, id: string): Promise<CompiledSegment> {
  const segment = await store.read((snapshot) => readSegment(snapshot, id))
  if (segment !== undefined) return compileSegment(whereSchema.parse(segment.where))
  throw new UnknownSegmentError(`There is no segment "${id}": see GET /api/segments.`)
}

/** A filtered query may have to search through all leads. */
function isFiltered({ stage, grade, owner, segment, q }: LeadQuery): boolean {
  return [stage, grade, owner, segment, q].some((filter) => filter !== undefined)
}

function readFilter({ stage, grade, owner }: LeadQuery): Pick<LeadListing, 'stage' | 'grade' | 'owner'> {
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(grade === undefined ? {} : { grade }),
    ...(owner === undefined ? {} : { owner }),
  }
}
