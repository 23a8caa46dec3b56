import type { Scorer } from '@leadlight/scoring'
import { z } from 'zod'
import { InvalidCursorError, type LeadQuery } from '../../lead-service.ts'
import type { LeadListing } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { standingOf } from '../rate-lead.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Ranked } from './rank-sources.ts'

/** How long stored scores are certainly close to those of the first page: a lead rarely fades by two points in this time. */
const FRESH_MS = 5 * 60_000
/** Most times for which the pages of one list are computed. */
const MOST_TIMES = 20

const rankSchema = z.object({ at: z.number(), value: z.number(), id: z.string() })
const placeSchema = rankSchema.extend({
  sort: z.string(),
  listed: z.array(rankSchema).max(MOST_TIMES).optional(),
})

/** The order of a list, the position after which a page starts, and the time for which it is computed. */
export interface Order {
  by: LeadListing['by']
  descending: boolean
  /** Null for the first page of this time. */
  after: Ranked | null
  at: number
  /** What earlier pages listed, for earlier times: all leads up to these positions in the order of each time. */
  listed: z.infer<typeof rankSchema>[]
}

/**
 * Reads the order from a query. Stored scores are updated as time passes, so pages that are requested much later, or on another
 * day, when events may stop to count, are ranked for that time, without what was listed before. Other orders do not depend on the time.
 *
 * @throws InvalidCursorError
 */
export function readOrder({ sort, cursor }: LeadQuery, { model }: Scorer, now: number): Order {
  const place = readCursor(
    cursor,
    placeSchema.refine((place) => place.sort === sort),
  )
  const by = sort.replace('-', '') as LeadListing['by']
  const order = { by, descending: sort.startsWith('-') }
  if (place === undefined) return { ...order, after: null, at: now, listed: [] }
  const { at, value, id, listed = [] } = place
  if (by !== 'score') return { ...order, after: { value, id }, at: now, listed }
  const dayOf = (time: number) => new Date(time).toLocaleDateString('en', { timeZone: model.timeZone })
  const isFresh = Math.abs(now - at) < FRESH_MS && dayOf(now) === dayOf(at)
  if (isFresh) return { ...order, after: { value, id }, at, listed }
  if (listed.length === MOST_TIMES) {
    throw new InvalidCursorError('This list was begun too long ago: start again without `cursor`')
  }
  return { ...order, after: null, at: now, listed: [...listed, { at, value, id }] }
}

/** The cursor of the page that follows a lead. */
export function writeOrder(sort: string, { at, listed }: Order, { value, id }: Ranked): string {
  return writeCursor({ sort, at, value, id, ...(listed.length > 0 && { listed }) })
}

/** Creates a test whether earlier pages listed a lead; exact for leads that did not change since. */
export function createListedTest(
  { descending, listed }: Pick<Order, 'descending' | 'listed'>,
  scorer: Scorer,
): (lead: LeadRecord) => boolean {
  const sign = descending ? -1 : 1
  return (lead) =>
    listed.some(({ at, value, id }) => {
      const difference = sign * (standingOf(lead, scorer, at).score - value)
      return difference < 0 || (difference === 0 && (lead.id === id || lead.id < id !== descending))
    })
}
