import type { Lead } from '@leadlight/protocol'
import { createScorer, type Model, type Scorer, whereSchema } from '@leadlight/scoring'
import { StaleModelError } from '../../model/stale-model-error.ts'
import { allHaveWords } from '../../search/fill-words.ts'
import { searchWords } from '../../search/search-words.ts'
import { compileSegment } from '../../segments/compile-segment.ts'
import type { LeadListing, Snapshot } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { standingOf } from '../rate-lead.ts'
import { isStale } from '../save-leads.ts'
import { createListedTest, type Order } from './list-order.ts'
import { presentKnown, presentLead, withReasons } from './present-lead.ts'
import { type Ahead, type Match, rankMatching } from './rank-matching.ts'
import type { Ranked } from './rank-sources.ts'

/** Number of leads after which a page of a segment ends early: some tens of milliseconds of work. */
const MOST_OF_SEGMENT = 5_000

/** Which page of leads to read, as JSON. */
export interface LeadPageQuery extends Order {
  model: Model
  /** The condition of a segment; all leads by default. */
  where?: object
  filter: Pick<LeadListing, 'stage' | 'grade' | 'owner' | 'words'>
  limit: number
  /** How many reasons each lead comes with. */
  reasons?: number
}

/** A page of leads. */
export interface FoundLeads {
  data: Lead[]
  /** The position after which the next page starts; null at the end. */
  next: Ranked | null
  ahead: Ahead
}

/**
 * Reads a page of leads in their exact order; null when they are scored by another model. A page of a segment may end early, so
 * that a condition that few leads meet blocks no other work.
 */
export async function readLeadPage(snapshot: Snapshot, query: LeadPageQuery): Promise<FoundLeads | null> {
  const goesOn = (read: number, advances: boolean) => read < MOST_OF_SEGMENT || !advances
  try {
    return await readPage(snapshot, createScorer(query.model), query, query.where && goesOn)
  } catch (error) {
    // Reports return errors as plain text.
    if (error instanceof StaleModelError) return null
    throw error
  }
}

/**
 * Like {@link readLeadPage}, but gives up when that takes more than `most` leads: undefined.
 *
 * @param scorer scorer of the query's model
 * @throws StaleModelError
 */
export async function tryLeadPage(
  snapshot: Snapshot,
  scorer: Scorer,
  query: LeadPageQuery,
  most: number,
): Promise<FoundLeads | undefined> {
  const page = await readPage(snapshot, scorer, query, (read) => read < most)
  return page.isStopped ? undefined : page
}

/**
 * The next leads in the order, found at the places that an earlier page has left; undefined when too many have changed meanwhile.
 *
 * @throws StaleModelError
 */
export async function readPlaces(
  snapshot: Snapshot,
  scorer: Scorer,
  query: LeadPageQuery,
  { places, isEnd }: Ahead,
): Promise<FoundLeads | undefined> {
  const { limit, filter } = query
  const match = createMatch(scorer, query)
  const data: Lead[] = []
  let done = 0
  while (data.length < limit && done < places.length) {
    const some = places.slice(done, done + limit - data.length)
    const leads = new Map((await snapshot.leads(some.map(({ id }) => id))).map((lead) => [lead.id, lead]))
    for (const { id, value } of some) {
      const lead = leads.get(id)
      const matched = lead && match(lead)
      if (lead === undefined || matched?.value !== value || !hasWords(lead, filter.words)) continue
      data.push(matched.present())
    }
    done += some.length
  }
  const isLast = done === places.length && isEnd
  if (data.length < limit && !isLast) return undefined
  return {
    data,
    next: isLast ? null : (places[done - 1] ?? null),
    ahead: { places: places.slice(done), isEnd },
  }
}

async function readPage(
  snapshot: Snapshot,
  scorer: Scorer,
  query: LeadPageQuery,
  goesOn: ((read: number, advances: boolean) => boolean) | undefined,
): Promise<FoundLeads & { isStopped: boolean }> {
  const { where, by, descending, after, filter, limit } = query
  const demanded = where && compileSegment(whereSchema.parse(where)).filter
  const scan = filter.words !== undefined && !(await allHaveWords(snapshot))
  const { found, ...rest } = await rankMatching(snapshot, {
    listing: { ...demanded, ...filter, by, descending, ...(scan && { scan }) },
    match: createMatch(scorer, query),
    ...{ after, limit },
    ...(goesOn && { goesOn }),
  })
  return { data: found, ...rest }
}

/** Creates the test which leads belong to a list, and have not been listed yet; it throws a StaleModelError. */
function createMatch(
  scorer: Scorer,
  { where, by, descending, listed, at, reasons, filter }: LeadPageQuery,
): (lead: LeadRecord) => Match<Lead> | undefined {
  const segment = where && compileSegment(whereSchema.parse(where))
  const isListed = createListedTest({ descending, listed }, scorer)
  const needsStanding = by === 'score' || filter.stage !== undefined || filter.grade !== undefined
  return (lead) => {
    if (isStale(lead, scorer.model.version))
      throw new StaleModelError('The leads are scored by another model.')
    if (isListed(lead) || segment?.mayHave(presentKnown(lead), at) === false) return undefined
    if (segment !== undefined && !segment.has(presentLead(lead, scorer, at), at)) return undefined
    const { score, stage, grade } = needsStanding ? standingOf(lead, scorer, at) : lead
    // The stored stage may already be that of a later time.
    if (!passes({ stage, grade, owner: lead.owner }, filter)) return undefined
    return {
      value: by === 'score' ? score : lead[by],
      present: () => withReasons(presentLead(lead, scorer, at), lead, scorer, at, reasons),
    }
  }
}

/** Whether a lead still has words that start with each of these. */
function hasWords(lead: LeadRecord, wanted: string[] = []): boolean {
  if (wanted.length === 0) return true
  const words = searchWords(lead)
  return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)))
}

/** Whether a lead passes the filters of a list. */
function passes(
  { stage, grade, owner }: Pick<Lead, 'stage' | 'grade' | 'owner'>,
  filter: LeadPageQuery['filter'],
): boolean {
  return (
    (filter.stage === undefined || filter.stage === stage) &&
    (filter.grade === undefined || filter.grade === grade) &&
    (filter.owner === undefined || filter.owner === owner)
  )
}
