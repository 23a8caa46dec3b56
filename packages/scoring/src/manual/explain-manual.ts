import type { Contribution, Stage } from '@leadlight/protocol'
import type { ScoringEvent } from '../scorer.ts'
import type { Line } from '../standing/line.ts'
import { adjustmentOf, isLater, manualLine, setStageOf } from './manual.ts'
import { MANUAL_RULE, type SetStage } from './manual-state.ts'

/** Changes made to a lead by hand, with authors and reasons. */
export interface ManualReasons {
  lines: Line[]
  /** One for each adjustment, oldest first, then the stage. */
  contributions: Contribution[]
  /** The stage set by hand; null when the model decides. */
  stage: Stage | null
}

/** Explains the changes made by hand; all other events are ignored. */
export function explainManual(events: readonly ScoringEvent[]): ManualReasons {
  const lines: Line[] = []
  const contributions: Contribution[] = []
  let latest: { set: SetStage; event: ScoringEvent } | undefined
  for (const event of [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const set = setStageOf(event)
    if (set !== undefined && (latest === undefined || isLater(set, latest.set))) latest = { set, event }
    const adjustment = adjustmentOf(event)
    if (adjustment === undefined) continue
    const line = manualLine(adjustment)
    lines.push(line)
    contributions.push(describe(event, line, 'By hand'))
  }
  const stage = latest?.set.stage ?? null
  if (latest !== undefined && stage !== null) {
    const line = manualLine({ dimension: 'fit', hundredths: 0 })
    contributions.push(describe(latest.event, line, `Stage ${stage}, set by hand`))
  }
  return { lines, contributions, stage }
}

function describe(event: ScoringEvent, { dimension, hundredths }: Line, what: string): Contribution {
  const { author, reason } = event.properties
  const points = hundredths / 100
  return {
    rule: MANUAL_RULE,
    label: `${what}, ${textOr(author, 'author unknown')}: ${textOr(reason, 'no reason given')}`,
    dimension,
    points,
    raw: points,
    events: [
      { messageId: event.id, name: event.name, at: new Date(event.at).toISOString(), points, counted: true },
    ],
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : otherwise
}
