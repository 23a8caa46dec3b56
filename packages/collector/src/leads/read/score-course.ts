import type { ScoreCourse } from '@leadlight/protocol'
import { type Scorer, scoreHistory } from '@leadlight/scoring'
import type { Snapshot } from '../../storage/port.ts'
import { scoringEvents } from '../add-to-lead.ts'
import { tolerantScorer } from '../tolerant-scorer.ts'
import { createTraitsAt } from '../traits-at.ts'
import { readLeadEvents } from './find-lead.ts'

/** Even steps of a course. */
const STEPS = 120
/** Of how many events each one's own place in the course is worth while. */
const SHOWN_EVENTS = 300

/**
 * The course of a lead's score: at even steps and, where they are not too many, at each event and just before it, so that a
 * line through the points rises where it happened. Undefined for an unknown lead.
 */
export async function scoreCourse(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  range: { from?: number; to?: number },
  now: number,
): Promise<ScoreCourse | undefined> {
  const found = await readLeadEvents(snapshot, name)
  if (found === undefined) return undefined
  const { lead, events } = found
  const to = range.to ?? Math.max(now, range.from ?? now)
  const from = Math.min(to, range.from ?? events[0]?.event.at ?? to)
  const times = new Set(
    Array.from({ length: STEPS + 1 }, (_, step) => Math.round(from + ((to - from) * step) / STEPS)),
  )
  const moments = new Set(events.map(({ event }) => event.at).filter((at) => at >= from && at <= to))
  if (moments.size <= SHOWN_EVENTS) {
    for (const at of moments) times.add(at).add(Math.max(from, at - 1))
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
