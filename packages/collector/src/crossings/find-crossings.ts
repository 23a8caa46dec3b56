import type { Stage } from '@leadlight/protocol'
import type { Scorer, StageChange } from '@leadlight/scoring'
import { type LeadRecord, latestOf } from '../leads/lead-record.ts'
import { decayUntil } from '../leads/rate-lead.ts'
import { traitValues } from '../leads/traits.ts'
import type { FoundCrossing } from './crossing.ts'

/** Times of the earliest and latest new event of a lead, imported history aside, in milliseconds since 1970. */
export interface News {
  first: number
  last: number
}

/** A lead before some new events. */
export interface LeadBefore {
  stage: Stage
  /** Time of its latest event, in milliseconds since 1970; null for a new lead. */
  latest: number | null
  /** Stage changes by decay alone, before the first new event. */
  faded: StageChange[]
}

/** An event that arrives this late may have caused stage changes that have ended since, in milliseconds. */
const UNNOTICED_MS = 60_000

/** Ascending order of stages. When leads merge, the furthest stage counts, so that no action fires twice. */
const order: Stage[] = ['visitor', 'lead', 'mql', 'sql', 'customer', 'disqualified']

/**
 * The state of a lead, or of the leads that merge into it, before some news. Mutates `stored`: applies the decay until
 * then.
 */
export function leadBefore(
  stored: LeadRecord | undefined,
  former: LeadRecord[],
  scorer: Scorer,
  until: number,
): LeadBefore {
  const faded = stored === undefined ? [] : decayUntil(stored, scorer, until)
  const stages = [stored, ...former].flatMap((lead) => lead?.stage ?? [])
  const stage = order.findLast((name) => stages.includes(name)) ?? 'visitor'
  return { stage, latest: stored === undefined ? null : latestOf(stored), faded }
}

/**
 * The crossings of a lead that some news causes. News in order of time are followed through time. Late ones, which may change
 * the past, cause at most one crossing: from the stage known before to the one now.
 */
export function findCrossings(
  lead: LeadRecord,
  before: LeadBefore,
  news: News,
  scorer: Scorer,
  now: number,
): FoundCrossing[] {
  const faded = before.faded.map((change) => ({ ...change, cause: 'fading' as const }))
  const { stage } = lead
  const latest = latestOf(lead)
  if (stage === before.stage && now - latest <= UNNOTICED_MS) return faded
  const inOrder = before.latest === null ? news.last >= latest : latest > before.latest
  if (inOrder) {
    const range: [number, number] = [latest, Math.max(now, latest)]
    const { changes } = scorer.follow(lead.state, traitValues(lead.traits), range, {
      stage: before.stage,
      reached: lead.reached,
    })
    const told = changes.map((change) => ({
      ...change,
      cause: change.at === latest ? ('event' as const) : ('fading' as const),
    }))
    return [...faded, ...told]
  }
  return stage === before.stage
    ? faded
    : [...faded, { at: now, from: before.stage, to: stage, cause: 'event' }]
}
