import type { Contribution, Score, Traits } from '@leadlight/protocol'
import { explainManual } from '../manual/explain-manual.ts'
import { adjustmentOf, setStageOf } from '../manual/manual.ts'
import { readRange } from '../range/read-range.ts'
import { isTime } from '../rule/calendar.ts'
import type { ReadyCountRule } from '../rule/compile-count-rule.ts'
import type { ReadyEventRule } from '../rule/compile-event-rule.ts'
import type { ReadyGroup, ReadyModel, ReadyTraitRule } from '../rule/compile-model.ts'
import { dayShare, sumDays, worthAt } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { addUpLines, readBant } from '../standing/assess.ts'
import { cutGroups } from '../standing/cut-groups.ts'
import { readGrade, readReached, readStage } from '../standing/grade-and-stage.ts'
import { countLine, eventLine, type Line, traitLine } from '../standing/line.ts'
import { nothingReached } from '../standing/reached.ts'
import { judgeCount } from './judge-count.ts'
import { type Judged, judgeEvents } from './judge-events.ts'
import { selectJudged } from './select-judged.ts'

/**
 * Scores a lead's history at a time, with reasons.
 *
 * @param before stages reached just before `at`; matters only if the model remembers stages
 */
export function explain(
  ready: ReadyModel,
  events: Iterable<ScoringEvent>,
  traits: Traits,
  at: number,
  before: Reached = nothingReached,
): Score {
  const { calendar, rules, groups, model } = ready
  const today = calendar.dayOf(at)
  const { histories, byHand } = groupByName(ready, events, at)
  const lines: Line[] = []
  const contributions: Contribution[] = []
  for (const rule of rules) {
    if (rule.kind === 'trait') {
      const line = traitLine(rule, traits)
      lines.push(line)
      if (line.known || line.hundredths !== 0)
        contributions.push(
          describe(named(rule, rule.check.holds(traits) === false), line, line.hundredths, []),
        )
      continue
    }
    const history = histories.get(rule.rule.on.event) ?? []
    if (rule.kind === 'count') {
      const { holds, judged } = judgeCount(rule, history, calendar.dayOf, at)
      const line = countLine(rule, holds)
      lines.push(line)
      if (judged.length > 0 || line.hundredths !== 0)
        contributions.push(describe(named(rule, !holds), line, line.hundredths, judged))
      continue
    }
    const judged = judgeEvents(rule.ready, history, calendar.dayOf, today)
    if (judged.length === 0) continue
    const counting = judged
      .filter(({ why }) => why === null)
      .map(({ event, day, hundredths }) => ({ at: event.at, day, hundredths }))
    const line = eventLine(rule.ready, sumDays(counting, rule.ready.halfLifeMs), at)
    lines.push(line)
    const raw = counting.reduce((sum, { hundredths }) => sum + hundredths, 0)
    cutOff(judged, rule.ready, at)
    contributions.push(describe(rule.rule, line, raw, judged))
  }
  for (const { ready: group, line } of cutGroups(lines, groups)) {
    lines.push(line)
    contributions.push(describe(nameCut(group), line, line.hundredths, []))
  }
  const manual = explainManual(byHand)
  lines.push(...manual.lines)
  contributions.push(...manual.contributions)
  const sums = addUpLines(lines)
  const bant = readBant(lines, traits, ready.asked)
  const score = (sums.engagement + sums.fit) / 100
  return {
    score,
    engagement: sums.engagement / 100,
    fit: sums.fit / 100,
    bant,
    grade: readGrade(sums, model.thresholds),
    stage: manual.stage ?? readStage(ready, readReached(ready, sums, bant, before), traits),
    ...readRange(ready, lines, traits, score),
    contributions,
  }
}

/** The events up to `at`: those that rules refer to, by name, and those that change the score by hand. */
function groupByName(ready: ReadyModel, events: Iterable<ScoringEvent>, at: number) {
  const histories = new Map<string, ScoringEvent[]>()
  const byHand: ScoringEvent[] = []
  for (const event of events) {
    if (event.at > at || !isTime(event.at)) continue
    if (event.excluded === null && (adjustmentOf(event) ?? setStageOf(event))) byHand.push(event)
    if (!ready.byEvent.has(event.name)) continue
    const history = histories.get(event.name)
    if (history === undefined) histories.set(event.name, [event])
    else history.push(event)
  }
  return { histories, byHand }
}

/** Marks the events that add nothing because earlier ones reach the cap. Expects the oldest first. */
function cutOff(judged: readonly Judged[], { cap, halfLifeMs }: ReadyEventRule, at: number): void {
  let worth = 0
  for (const item of judged) {
    if (item.why !== null) continue
    if (Math.abs(worth) >= cap) item.why = 'cap'
    const { day, event, hundredths } = item
    worth += worthAt([[day, dayShare(hundredths, event.at, day, halfLifeMs)]], at, halfLifeMs)
  }
}

/** The rule's id, and its label or, when it gives its `otherwise` points, the opposite. */
function named(
  { rule, otherwise }: ReadyTraitRule | ReadyCountRule,
  isOtherwise: boolean,
): { id: string; label: string } {
  if (!isOtherwise || otherwise === 0) return rule
  return { id: rule.id, label: rule.otherwiseLabel ?? `Not: ${rule.label}` }
}

/** The cut of a group is a contribution of its own, so that those of its rules stay uncut. */
function nameCut({ group: { id, label, cap } }: ReadyGroup): { id: string; label: string } {
  return { id, label: `${label}: together at most ${cap} points` }
}

function describe(
  { id, label }: { id: string; label: string },
  { dimension, hundredths }: Line,
  raw: number,
  judged: readonly Judged[],
): Contribution {
  const listed = selectJudged(judged)
  return {
    rule: id,
    label,
    dimension,
    points: hundredths / 100,
    raw: raw / 100,
    events: listed.map(({ event, hundredths: worth, why }) => ({
      messageId: event.id,
      name: event.name,
      ...aboutOf(event.properties),
      at: new Date(event.at).toISOString(),
      points: worth / 100,
      counted: why === null,
      ...(why === null ? {} : { why }),
    })),
    ...(listed.length < judged.length ? { omitted: judged.length - listed.length } : {}),
  }
}

/** The properties that may say what an event was about, in order of preference. */
const aboutProperties = ['form_name', 'form_id', 'path', 'href', 'source', 'channel']

function aboutOf(properties: ScoringEvent['properties']): { about?: string } {
  const values = aboutProperties.map((name) =>
    Object.hasOwn(properties, name) ? properties[name] : undefined,
  )
  const about = values.find((value) => typeof value === 'string' && value !== '')
  return typeof about === 'string' ? { about } : {}
}
