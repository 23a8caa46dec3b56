import type { Contribution, ScoreAnswer } from '@leadlight/protocol'
import { createStageWalk, type Scorer } from '@leadlight/scoring'
import { messageIdOf } from '../../identity/event-position.ts'
import type { Snapshot } from '../../storage/port.ts'
import { scoringEvents } from '../add-to-lead.ts'
import { tolerantScorer } from '../tolerant-scorer.ts'
import { createTraitsAt } from '../traits-at.ts'
import { type LeadEvents, latestIn, readLeadToScore } from './find-lead.ts'

/**
 * A lead's score at `at`, in milliseconds since 1970, by replay of its events up to then. Events are attributed to leads by the
 * whole log; traits are those known at that time. Undefined for an unknown lead.
 */
export async function explainScore(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  at: number,
): Promise<ScoreAnswer | undefined> {
  const found = await readLeadToScore(snapshot, scorer, name)
  return found && explain(found, scorer, at)
}

/**
 * The score that the lead itself is presented with at `now`, explained like {@link explainScore}: at the latest event if that is
 * later, since clocks differ.
 *
 * @param most most events, as for `readLeadEvents`
 */
export async function explainScoreNow(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  now: number,
  most?: number,
): Promise<ScoreAnswer | undefined> {
  const found = await readLeadToScore(snapshot, scorer, name, most)
  return found && explain(found, scorer, Math.max(now, latestIn(found.events)))
}

function explain(found: LeadEvents, scorer: Scorer, at: number): ScoreAnswer {
  const traits = createTraitsAt(found.events)(at)
  const tolerant = tolerantScorer(scorer)
  const events = found.events.flatMap(scoringEvents)
  const way = scorer.remembersStage && createStageWalk(tolerant, events, createTraitsAt(found.events)).to(at)
  const score = tolerant.explain(events, traits, at, way ? way.reached : undefined)
  const { name: model, version } = scorer.model
  return {
    ...score,
    contributions: score.contributions.map(withMessageIds),
    ...(way && way.since !== undefined && { stageSince: new Date(way.since).toISOString() }),
    lead: found.lead,
    at: new Date(at).toISOString(),
    model: { name: model, version },
  }
}

/** Replaces event keys, which the rules use as ids, by `messageId`s. */
function withMessageIds(contribution: Contribution): Contribution {
  const events = contribution.events.map((event) => ({ ...event, messageId: messageIdOf(event.messageId) }))
  return { ...contribution, events }
}
