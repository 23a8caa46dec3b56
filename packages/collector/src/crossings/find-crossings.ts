import type { Stage } from '@leadlight/protocol'
import type { Scorer, StageChange } from '@leadlight/scoring'
import { type LeadRecord, latestOf } from '../leads/lead-record.ts'
import { fadeTo } from '../leads/rate-lead.ts'
import { traitValues } from '../leads/traits.ts'
import type { FoundCrossing } from './crossing.ts'

/** What just happened to a lead, not in the past that was brought in: times of these events, in milliseconds since 1970. */
export interface News {
  first: number
  last: number
}

/** A lead before some events. */
export interface LeadBefore {
  stage: Stage
  /** When its latest event was; null for a new lead. */
  latest: number | null
  /** The stages that it came to by time alone, before the first of these events. */
  faded: StageChange[]
}

/** So long after its latest event a lead may have been at stages that nobody noticed, in milliseconds. */
const UNNOTICED_MS = 60_000

/** The furthest last: of several leads that become one, nothing is set off again that was for one of them. */
const order: Stage[] = ['visitor', 'lead', 'mql', 'sql', 'customer', 'disqualified']

/** How a lead stood before some news, or the leads that it was made of; `stored` is changed to how it had faded. */
export function leadBefore(
  stored: LeadRecord | undefined,
  former: LeadRecord[],
  scorer: Scorer,
  until: number,
): LeadBefore {
  const faded = stored === undefined ? [] : fadeTo(stored, scorer, until)
  const stages = [stored, ...former].flatMap((lead) => lead?.stage ?? [])
  const stage = order.findLast((name) => stages.includes(name)) ?? 'visitor'
  return { stage, latest: stored === undefined ? null : latestOf(stored), faded }
}

/**
 * The stages that a lead came to with some news, the last one its stage now. What comes in order is followed through time;
 * what comes late, and may change the past, sets off one crossing at most, from the stage that was known to the one that is.
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
