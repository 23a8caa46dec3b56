import type { ScoreCourse } from '@leadlight/protocol'
import { type Scorer, scoreHistory } from '@leadlight/scoring'
import type { Snapshot } from '../../storage/port.ts'
import { scoringEvents } from '../add-to-lead.ts'
import { tolerantScorer } from '../tolerant-scorer.ts'
import { createTraitsAt } from '../traits-at.ts'
import { latestIn, readLeadToScore } from './find-lead.ts'

/** Number of equal steps. */
const STEPS = 120
/** With more events than this, there are no points of their own for them. */
const SHOWN_EVENTS = 300

/**
 * A lead's score over time: at equal steps and, unless there are too many events, at each event and just before it, so that the
 * curve rises exactly there. Undefined for an unknown lead.
 */
export async function readScoreHistory(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  range: { from?: number; to?: number },
  now: number,
): Promise<ScoreCourse | undefined> {
  const found = await readLeadToScore(snapshot, scorer, name)
  if (found === undefined) return undefined
  const { lead, events } = found
  const to = range.to ?? Math.max(now, latestIn(events), range.from ?? now)
  const from = Math.min(to, range.from ?? events[0]?.event.at ?? to)
  const times = new Set(
    Array.from({ length: STEPS + 1 }, (_, step) => Math.round(from + ((to - from) * step) / STEPS)),
  )
  const eventTimes = new Set(events.map(({ event }) => event.at).filter((at) => at >= from && at <= to))
  if (eventTimes.size <= SHOWN_EVENTS) {
    for (const at of eventTimes) times.add(at).add(Math.max(from, at - 1))
  }
  const points = scoreHistory(
    tolerantScorer(scorer),
    events.flatMap(scoringEvents),
    createTraitsAt(events),
    times,
  )
  const { name: model, version } = scorer.model
  return {
    lead,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    model: { name: model, version },
    points: points.map((point) => ({ ...point, at: new Date(point.at).toISOString() })),
  }
}
