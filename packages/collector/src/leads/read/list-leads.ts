import type { Scorer } from '@leadlight/scoring'
import { type LeadPage, type LeadQuery, UnknownSegmentError } from '../../lead-service.ts'
import { StaleModelError } from '../../model/stale-model-error.ts'
import { queryWords } from '../../search/query-words.ts'
import { readSegment } from '../../segments/segment-repository.ts'
import type { Store } from '../../storage/port.ts'
import { type FoundLeads, type LeadPageQuery, readPlaces, tryLeadPage } from './lead-page.ts'
import { readOrder, writeOrder } from './list-order.ts'
import type { PlacesAhead } from './places-ahead.ts'

/** Number of leads that a page may take on the event loop, where there is a thread for more. Mostly some hundreds suffice. */
const QUICK = 1_000

/** Options of `listLeads`. */
export interface LeadListOptions {
  store: Store
  scorer: Scorer
  /** Milliseconds since 1970. */
  now: number
  /** Updates the leads that are due at a time. */
  refresh: (at: number) => Promise<void>
  /** Runs `readLeadPage` where it blocks no other work. */
  ask: (query: LeadPageQuery) => Promise<FoundLeads | null>
  placesAhead: PlacesAhead
}

/**
 * A page of leads, with scores, stages and grades that are exact at the time of the first page, or at a later one; see `readOrder`.
 * A lead that did not change is on exactly one page. One with new events moves to its new place, so it may be missed or appear
 * twice; one that fades to another stage may be missed in a list of either.
 *
 * @throws InvalidCursorError, UnknownSegmentError, StaleModelError, and what `refresh` throws
 */
export async function listLeads(options: LeadListOptions, query: LeadQuery): Promise<LeadPage> {
  const { store, scorer, now, refresh } = options
  const { sort, limit, segment, reasons } = query
  const { model } = scorer
  const order = readOrder(query, scorer, now)
  const where = segment === undefined ? undefined : await readCondition(store, segment)
  // When all due leads are updated, the stored stages and grades are exact, and scores within a point. Sorted by time and
  // unfiltered, only the listed leads must be up to date, and these are computed when presented.
  const isFiltered = [where, query.stage, query.grade].some((one) => one !== undefined)
  const needsAll = order.by === 'score' ? order.after === null : isFiltered
  if (needsAll) await refresh(order.at)
  const words = query.q === undefined ? undefined : queryWords(query.q)
  // A query without letters or digits matches nobody.
  if (words?.length === 0) return { data: [], next: null, model: model.version }

  const filter = { ...readFilter(query), ...(words && { words }) }
  const listAfter = (cursor: string | undefined) => JSON.stringify([cursor, where, filter])
  const { data, next, ahead } = await readPage(options, listAfter(query.cursor), {
    ...{ ...order, model, filter, limit },
    ...(where && { where }),
    ...(reasons !== undefined && { reasons }),
  })
  const cursor = next && writeOrder(sort, order, next)
  if (cursor !== null) options.placesAhead.keep(listAfter(cursor), ahead)
  return { data, next: cursor, model: model.version }
}

/** @throws UnknownSegmentError */
async function readCondition(store: Store, id: string): Promise<object> {
  const segment = await store.read((snapshot) => readSegment(snapshot, id))
  if (segment !== undefined) return segment.where
  throw new UnknownSegmentError(`There is no segment "${id}": see GET /api/segments.`)
}

/** The filters of a query that a store applies. */
function readFilter({ stage, grade, owner }: LeadQuery) {
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(grade === undefined ? {} : { grade }),
    ...(owner === undefined ? {} : { owner }),
  }
}

/** Reads a page from the places that the page before has left, or else as far as possible on the event loop, or else elsewhere. */
async function readPage(
  { store, scorer, ask, placesAhead }: LeadListOptions,
  list: string,
  query: LeadPageQuery,
): Promise<FoundLeads> {
  const ahead = query.after === null ? undefined : placesAhead.take(list)
  if (ahead !== undefined) {
    const page = await store.read((snapshot) => readPlaces(snapshot, scorer, query, ahead))
    if (page !== undefined) return page
  }
  const isFiltered = query.where !== undefined || Object.keys(query.filter).length > 0
  const most = store.report === undefined ? Number.POSITIVE_INFINITY : QUICK
  // A filtered query may have to search through all leads.
  const quick = isFiltered
    ? undefined
    : await store.read((snapshot) => tryLeadPage(snapshot, scorer, query, most))
  const page = quick ?? (await ask(query))
  if (page === null) throw new StaleModelError('The leads are scored by another model.')
  return page
}
