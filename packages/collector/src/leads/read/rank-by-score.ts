import type { Scorer } from '@leadlight/scoring'
import { StaleModelError } from '../../model/stale-model-error.ts'
import type { LeadListing, Snapshot } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'
import { standingOf } from '../rate-lead.ts'
import { isStale } from '../save-leads.ts'

/** Most that a stored score differs from the exact one, as `Standing.changesAt` promises, plus rounding. */
export const SLACK = 1.01
/** Leads in the first chunk, which mostly suffices for a page. Further chunks grow by `GROWTH` up to `LARGEST_CHUNK`. */
const CHUNK = 100
const GROWTH = 3
const LARGEST_CHUNK = 800

/** A place in the order by score: ties by id, in the same direction. */
export interface Ranked {
  value: number
  id: string
}

/** Options of `rankByScore`. */
export interface Ranking {
  descending: boolean
  /** The place after which to begin; null for the first page. */
  after: Ranked | null
  limit: number
  /** Time for which scores are exact, in milliseconds since 1970. */
  at: number
  filter: Pick<LeadListing, 'stage' | 'grade' | 'owner' | 'words' | 'scan'>
}

/**
 * The best leads by exact score. The stored scores of leads that do not decay are exact. The other leads are read in order of
 * their stored score, and their exact scores computed, until none of the rest can precede the last lead of the page: the
 * threshold algorithm (Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware", 2003).
 */
export async function rankByScore(
  snapshot: Snapshot,
  scorer: Scorer,
  { descending, after, limit, at, filter }: Ranking,
  chunkSize = CHUNK,
): Promise<(Ranked & { lead: LeadRecord })[]> {
  const sign = descending ? -1 : 1
  const compare = (a: Ranked, b: Ranked) =>
    sign * (a.value - b.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const listing = { ...filter, by: 'score', descending } as const

  const still = readAs(scorer, await snapshot.listLeads({ ...listing, changing: false, after, limit }))
  const best = still.map((lead) => ({ value: lead.score, id: lead.id, lead }))
  let place = after && { value: after.value - sign * SLACK, id: '' }
  for (let size = chunkSize; ; size = Math.max(chunkSize, Math.min(size * GROWTH, LARGEST_CHUNK))) {
    const wanted = { ...listing, changing: true, after: place, limit: size }
    const chunk: LeadRecord[] = readAs(scorer, await snapshot.listLeads(wanted))
    for (const lead of chunk) {
      const ranked = { value: standingOf(lead, scorer, at).score, id: lead.id, lead }
      if (after === null || compare(ranked, after) > 0) best.push(ranked)
    }
    best.sort(compare).splice(limit)
    const end = chunk.at(-1)
    if (end === undefined || chunk.length < size) return best
    const worst = best[limit - 1]
    if (worst !== undefined && sign * worst.value < sign * end.score - SLACK) return best
    place = { value: end.score, id: end.id }
  }
}

/**
 * Checks that all leads are scored by this model.
 *
 * @throws StaleModelError when another one was published meanwhile
 */
function readAs(scorer: Scorer, leads: LeadRecord[]): LeadRecord[] {
  if (!leads.some((lead) => isStale(lead, scorer.model.version))) return leads
  throw new StaleModelError('The leads are scored by another model.')
}
