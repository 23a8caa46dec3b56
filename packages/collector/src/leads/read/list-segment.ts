import type { Lead } from '@leadlight/protocol'
import { createScorer, type Model, type Scorer, whereSchema } from '@leadlight/scoring'
import { type LeadPage, type LeadQuery, UnknownSegmentError } from '../../lead-book.ts'
import { StaleModelError } from '../../model/stale-model-error.ts'
import { allHaveWords } from '../../search/fill-words.ts'
import { queryWords } from '../../search/query-words.ts'
import { compileSegment } from '../../segments/compile-segment.ts'
import { readSegment } from '../../segments/segment-shelf.ts'
import type { LeadListing, Snapshot, Store } from '../../storage/port.ts'
import { isStale } from '../save-leads.ts'
import { writeCursor } from './cursor.ts'
import { type Order, readFilter, readOrder } from './list-leads.ts'
import { presentLead } from './present-lead.ts'
import type { Ranked } from './rank-by-score.ts'
import { rankMatching } from './rank-matching.ts'

/** Maximum number of leads examined for a page. */
const MOST_LEADS = 20_000

/** The parameters of the report that lists a segment, as JSON. */
export interface SegmentQuestion extends Order {
  model: Model
  /** The condition of the segment. */
  where: object
  filter: Pick<LeadListing, 'stage' | 'grade' | 'owner' | 'words'>
  limit: number
}

/** Leads of a segment, and the position after which the next page starts; null when they are scored by another model. */
export type SegmentAnswer = { data: Lead[]; next: Ranked | null } | null

/**
 * A page of the leads of a segment, selected and ranked by their exact scores at the time of the first page.
 *
 * @param refresh updates the leads that are due at a time
 * @param ask runs the report, where it blocks no other work; see `answerReport`
 * @throws InvalidCursorError, UnknownSegmentError, StaleModelError, and what `refresh` throws
 */
export async function listSegment(
  store: Store,
  scorer: Scorer,
  query: LeadQuery & { segment: string },
  now: number,
  refresh: (at: number) => Promise<void>,
  ask: (question: SegmentQuestion) => Promise<SegmentAnswer>,
): Promise<LeadPage> {
  const { model } = scorer
  const { limit, sort, segment: id } = query
  const order = readOrder(query, now)
  const segment = await store.read((snapshot) => readSegment(snapshot, id))
  if (segment === undefined)
    throw new UnknownSegmentError(`There is no segment "${id}": see GET /api/segments.`)
  // When all due leads are updated, the stored stages and grades are exact, and scores within a point.
  if (order.after === null) await refresh(order.at)
  const words = query.q === undefined ? undefined : queryWords(query.q)
  // A query without letters or digits matches nobody.
  if (words?.length === 0) return { data: [], next: null, model: model.version }
  const { where } = segment
  const filter = { ...readFilter(query), ...(words && { words }) }
  const answer = await ask({ ...order, model, where, filter, limit })
  if (answer === null) throw new StaleModelError('The leads are scored by another model.')
  const next = answer.next && writeCursor({ sort, at: order.at, ...answer.next })
  return { data: answer.data, next, model: model.version }
}

/** Runs the report of a {@link SegmentQuestion}. */
export async function answerSegment(snapshot: Snapshot, question: SegmentQuestion): Promise<SegmentAnswer> {
  const { model, where, by, descending, after, at, filter, limit } = question
  const scorer = createScorer(model)
  const segment = compileSegment(whereSchema.parse(where))
  const scan = filter.words !== undefined && !(await allHaveWords(snapshot))
  let isOther = false
  const { found, next } = await rankMatching(snapshot, {
    listing: { ...segment.filter, ...filter, by, descending, ...(scan && { scan }) },
    match(lead) {
      isOther ||= isStale(lead, model.version)
      if (isOther) return undefined
      const found = presentLead(lead, scorer, at)
      if (!segment.has(found, at)) return undefined
      return { value: by === 'score' ? found.score : lead[by], found }
    },
    ...{ after, limit, most: MOST_LEADS },
  })
  return isOther ? null : { data: found, next }
}
