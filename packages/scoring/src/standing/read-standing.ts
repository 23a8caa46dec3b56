import type { Traits } from '@leadlight/protocol'
import { manualLines } from '../manual/manual.ts'
import type { ReadyModel } from '../rule/compile-model.ts'
import type { ScoreState, Standing } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { addUpLines, readBant } from './assess.ts'
import { bandsAround } from './band.ts'
import { cutGroups } from './cut-groups.ts'
import { readGrade, readReached, readStage } from './grade-and-stage.ts'
import { countLine, eventLine, type Line, traitLine } from './line.ts'
import { findChange } from './next-change.ts'
import { nothingReached } from './reached.ts'

/**
 * Computes a lead's standing from its state.
 *
 * @param before stages reached just before; matters only if the model remembers stages
 * @param bandsOf the bounds within which the standing counts as unchanged
 */
export function readStanding(
  ready: ReadyModel,
  state: ScoreState,
  traits: Traits,
  at: number,
  before: Reached = nothingReached,
  bandsOf: typeof bandsAround = bandsAround,
): Standing {
  const { calendar, rules, groups, model } = ready
  const today = calendar.dayOf(at)
  const lines: Line[] = []
  let firstExpiry = Number.POSITIVE_INFINITY
  /** When an event expires or a count ceases to hold. */
  let end = Number.POSITIVE_INFINITY
  for (const rule of rules) {
    if (rule.kind === 'trait') {
      lines.push(traitLine(rule, traits))
      continue
    }
    const kept = Object.hasOwn(state.rules, rule.rule.id) ? state.rules[rule.rule.id] : undefined
    if (rule.kind === 'count') {
      const until = rule.holdsUntil(kept)
      lines.push(countLine(rule, at < until))
      if (at < until && rule.points !== rule.otherwise) end = Math.min(end, until)
      continue
    }
    if (kept === undefined) continue
    lines.push(eventLine(rule.ready, rule.memory.sums(kept, today), at))
    firstExpiry = Math.min(firstExpiry, rule.memory.oldest(kept, today) + rule.ready.days + 1)
  }
  if (Number.isFinite(firstExpiry)) end = Math.min(end, calendar.startOf(firstExpiry))
  const cuts = cutGroups(lines, groups).map(({ line }) => line)
  const capped = [...lines, ...cuts, ...manualLines(state.manual)]
  const sums = addUpLines(capped)
  const bant = readBant(capped, traits, ready.asked)
  const grade = readGrade(sums, model.thresholds)
  const reached = readReached(ready, sums, bant, before)
  const stage = state.manual?.stage?.stage ?? readStage(ready, reached, traits)
  return {
    score: (sums.engagement + sums.fit) / 100,
    engagement: sums.engagement / 100,
    fit: sums.fit / 100,
    bant,
    grade,
    stage,
    ...(ready.remembersStage && { reached }),
    changesAt: Number.isFinite(end)
      ? findChange(lines, groups, sums, bandsOf(sums, stage, model.thresholds), at, end)
      : null,
  }
}
