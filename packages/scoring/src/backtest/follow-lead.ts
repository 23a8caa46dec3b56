import type { Stage } from '@leadlight/protocol'
import { addEvent } from '../rule/add-event.ts'
import { isTime } from '../rule/calendar.ts'
import type { ReadyModel } from '../rule/compile-model.ts'
import type { ScoringEvent, TraitsAt } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { stageBandsAround } from '../standing/band.ts'
import { readStanding } from '../standing/read-standing.ts'

/** A lead with its history. */
export interface BacktestLead {
  id: string
  /** In any order. */
  events: Iterable<ScoringEvent>
  /** What was known of it; taken to change only when one of its events happens. */
  traitsAt: TraitsAt
}

/** A lead comes to another stage. */
export interface Crossing {
  lead: string
  /** In milliseconds since 1970. */
  at: number
  from: Stage
  to: Stage
}

/** What a lead did under a model in a period. */
export interface Followed {
  crossings: Crossing[]
  /** At the end of the period. */
  stage: Stage
  score: number
}

/** How often a lead is looked at, at most, by event and by fading. */
const MOST_LOOKS = 10_000

/** Looks after which others have their turn. */
const LOOKS_AT_ONCE = 100

/**
 * Follows a lead through a period under a model: every change of its stage, by events and, in between, by fading and expiry,
 * each at its time. A lead that first appears within the period begins at stage `lead`. Undefined when it appears later.
 *
 * It looks at the lead when something happens to it and when its standing says that the stage may change, not day by day. Of
 * a lead with more than {@link MOST_LOOKS} events in the period it looks only at each second, third … event, so that a stage
 * may be found a little late. It yields after some looks.
 */
export function* followLead(
  lead: BacktestLead,
  ready: ReadyModel,
  from: number,
  to: number,
): Generator<void, Followed | undefined> {
  const waiting = [...lead.events]
    .filter(({ at }) => isTime(at))
    .sort((first, second) => second.at - first.at)
  const state = { rules: {} }
  let reached: Reached | undefined
  const standingAt = (at: number) => {
    for (let next = waiting.at(-1); next !== undefined && next.at <= at; next = waiting.at(-1)) {
      addEvent(ready, state, next)
      waiting.pop()
    }
    const standing = readStanding(ready, state, lead.traitsAt(at), at, reached, stageBandsAround)
    reached = standing.reached
    return standing
  }
  const first = waiting.at(-1)
  if (first === undefined || first.at > to) return undefined
  const within = waiting.reduce((count, event) => count + Number(event.at >= from && event.at <= to), 0)
  const stride = Math.ceil(Math.max(1, within) / MOST_LOOKS)
  const crossings: Crossing[] = []
  let stage: Stage = 'lead'
  const isNew = first.at >= from
  // What happened before decides the stage only in a model that remembers stages.
  let at = ready.remembersStage ? first.at : Math.max(from, first.at)
  let standing = standingAt(at)
  if (!isNew) stage = standing.stage
  for (let looks = 1; ; looks++) {
    const isWithin = isNew || at > from
    if (standing.stage !== stage && isWithin) {
      crossings.push({ lead: lead.id, at, from: stage, to: standing.stage })
    }
    stage = standing.stage
    if (at >= to) return { crossings, stage, score: standing.score }
    if (looks % LOOKS_AT_ONCE === 0) yield
    const next = waiting.at(-Math.min(stride, waiting.length))?.at ?? to
    // What fades may cross again and again; beyond all looks only events are looked at.
    const change = looks < 4 * MOST_LOOKS ? (standing.changesAt ?? to) : to
    at = Math.min(to, next, change)
    standing = standingAt(at)
  }
}
