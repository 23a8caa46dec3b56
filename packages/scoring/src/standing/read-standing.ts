import type { Traits } from '@leadlight/protocol'
import { oldestDay } from '../memory/memory.ts'
import type { ReadyModel } from '../rule/compile-model.ts'
import type { ScoreState, Standing } from '../scorer.ts'
import { addUpLines, readBant, type Sums } from './assess.ts'
import { readGrade, readStage } from './grade-and-stage.ts'
import { eventLine, type Line, traitLine } from './line.ts'
import { findChange } from './next-change.ts'

/** A point, in hundredths. */
const POINT = 100

/** Reads the score out of a lead's state. */
export function readStanding(ready: ReadyModel, state: ScoreState, traits: Traits, at: number): Standing {
  const { calendar, rules, model } = ready
  const today = calendar.dayOf(at)
  const lines: Line[] = []
  let firstExpiry = Number.POSITIVE_INFINITY
  for (const rule of rules) {
    if (rule.kind === 'trait') {
      lines.push(traitLine(rule, traits))
      continue
    }
    const kept = Object.hasOwn(state.rules, rule.rule.id) ? state.rules[rule.rule.id] : undefined
    if (kept === undefined) continue
    lines.push(eventLine(rule.ready, rule.memory.sums(kept, today), at))
    const oldest = oldestDay(kept, today, rule.ready.days)
    if (oldest !== undefined) firstExpiry = Math.min(firstExpiry, oldest + rule.ready.days + 1)
  }
  const sums = addUpLines(lines)
  const bant = readBant(lines, traits, ready.asked)
  const grade = readGrade(sums, model.thresholds)
  const stage = readStage(ready, sums, bant, traits)
  const total = sums.engagement + sums.fit
  const same = (low: Sums, high: Sums) =>
    total - (low.engagement + low.fit) < POINT &&
    high.engagement + high.fit - total < POINT &&
    readGrade(low, model.thresholds) === readGrade(high, model.thresholds) &&
    readStage(ready, low, bant, traits) === readStage(ready, high, bant, traits)
  return {
    score: total / 100,
    engagement: sums.engagement / 100,
    fit: sums.fit / 100,
    bant,
    grade,
    stage,
    changesAt: Number.isFinite(firstExpiry)
      ? findChange(lines, sums, at, calendar.startOf(firstExpiry), same)
      : null,
  }
}
