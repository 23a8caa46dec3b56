import type { Contribution, Score, Traits } from '@leadlight/protocol'
import { explainManual } from '../manual/explain-manual.ts'
import { adjustmentOf, setStageOf } from '../manual/manual.ts'
import { readRange } from '../range/read-range.ts'
import { type Calendar, isTime } from '../rule/calendar.ts'
import type { CompiledCountRule } from '../rule/compile-count-rule.ts'
import type { CompiledEventRule } from '../rule/compile-event-rule.ts'
import type { CompiledModel, CompiledTraitRule, StatefulRule } from '../rule/compile-model.ts'
import { dayShare, sumDays, valueAt } from '../rule/day-sums.ts'
import { nameOf, nameOfCap } from '../rule/name-of.ts'
import type { ScoringEvent } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { addUpLines, readBant } from '../standing/assess.ts'
import { capGroups } from '../standing/cap-groups.ts'
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
  compiled: CompiledModel,
  events: Iterable<ScoringEvent>,
  traits: Traits,
  at: number,
  before: Reached = nothingReached,
): Score {
  const { calendar, rules, groups, model } = compiled
  const { histories, byHand } = groupByName(compiled, events, at)
  const explained = rules.map((rule) => {
    if (rule.kind === 'trait') return explainTraits(rule, traits)
    const history = histories.get(rule.rule.on.event) ?? []
    return rule.kind === 'count'
      ? explainCount(rule, history, calendar, at)
      : explainEvents(rule, history, calendar, at)
  })
  const lines = explained.flatMap(({ line }) => line ?? [])
  const contributions = explained.flatMap(({ contribution }) => contribution ?? [])
  for (const { compiled: group, line } of capGroups(lines, groups)) {
    lines.push(line)
    contributions.push(describe(nameOfCap(group), line, line.hundredths, []))
  }
  const manual = explainManual(byHand)
  lines.push(...manual.lines)
  contributions.push(...manual.contributions)
  const sums = addUpLines(lines)
  const bant = readBant(lines, traits, compiled.traitDimensions)
  const score = (sums.engagement + sums.fit) / 100
  return {
    score,
    engagement: sums.engagement / 100,
    fit: sums.fit / 100,
    bant,
    grade: readGrade(sums, model.thresholds),
    stage: manual.stage ?? readStage(compiled, readReached(compiled, sums, bant, before), traits),
    ...readRange(compiled, lines, traits, score),
    contributions,
  }
}

/** What a rule adds to the score, and the reason; without either when it has nothing to say. */
interface Explained {
  line?: Line
  contribution?: Contribution
}

function explainTraits(rule: CompiledTraitRule, traits: Traits): Explained {
  const line = traitLine(rule, traits)
  if (!line.known && line.hundredths === 0) return { line }
  const name = nameOf(rule, rule.check.holds(traits) === false)
  return { line, contribution: describe(name, line, line.hundredths, []) }
}

function explainCount(
  rule: CompiledCountRule,
  history: readonly ScoringEvent[],
  calendar: Calendar,
  at: number,
): Explained {
  const { holds, judged } = judgeCount(rule, history, calendar.dayOf, at)
  const line = countLine(rule, holds)
  if (judged.length === 0 && line.hundredths === 0) return { line }
  return { line, contribution: describe(nameOf(rule, !holds), line, line.hundredths, judged) }
}

function explainEvents(
  { rule, compiled }: StatefulRule,
  history: readonly ScoringEvent[],
  calendar: Calendar,
  at: number,
): Explained {
  const judged = judgeEvents(compiled, history, calendar.dayOf, calendar.dayOf(at))
  if (judged.length === 0) return {}
  const counting = judged
    .filter(({ why }) => why === null)
    .map(({ event, day, hundredths }) => ({ at: event.at, day, hundredths }))
  const line = eventLine(compiled, sumDays(counting, compiled.halfLifeMs), at)
  const raw = counting.reduce((sum, { hundredths }) => sum + hundredths, 0)
  cutOff(judged, compiled, at)
  return { line, contribution: describe(rule, line, raw, judged) }
}

/** The events up to `at`: those that rules refer to, by name, and those that change the score by hand. */
function groupByName(compiled: CompiledModel, events: Iterable<ScoringEvent>, at: number) {
  const histories = new Map<string, ScoringEvent[]>()
  const byHand: ScoringEvent[] = []
  for (const event of events) {
    if (event.at > at || !isTime(event.at)) continue
    if (event.excluded === null && (adjustmentOf(event) ?? setStageOf(event))) byHand.push(event)
    if (!compiled.byEvent.has(event.name)) continue
    const history = histories.get(event.name)
    if (history === undefined) histories.set(event.name, [event])
    else history.push(event)
  }
  return { histories, byHand }
}

/** Marks the events that add nothing because earlier ones reach the cap. Expects the oldest first. */
function cutOff(judged: readonly Judged[], { cap, halfLifeMs }: CompiledEventRule, at: number): void {
  let worth = 0
  for (const item of judged) {
    if (item.why !== null) continue
    if (Math.abs(worth) >= cap) item.why = 'cap'
    const { day, event, hundredths } = item
    worth += valueAt([[day, dayShare(hundredths, event.at, day, halfLifeMs)]], at, halfLifeMs)
  }
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
