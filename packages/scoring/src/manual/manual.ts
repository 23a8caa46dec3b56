import { stageSchema } from '@leadlight/protocol'
import { MAX_POINTS } from '../model/rule.ts'
import type { ScoreState, ScoringEvent } from '../scorer.ts'
import type { Line } from '../standing/line.ts'
import { type ManualState, POINTS_ADJUSTED, type SetStage, STAGE_SET } from './manual-state.ts'

/** Points given by hand. */
export interface Adjustment {
  /** The side of the score that the points count for. */
  dimension: 'engagement' | 'fit'
  hundredths: number
}

/** Applies an event that changes a lead by hand; other events, and those sent with a public key, do nothing. Mutates `state`. */
export function addManual(state: ScoreState, event: ScoringEvent): void {
  const adjustment = adjustmentOf(event)
  const set = setStageOf(event)
  if (adjustment === undefined && set === undefined) return
  const manual = state.manual ?? { engagement: 0, fit: 0, stage: null }
  state.manual = manual
  if (adjustment !== undefined) manual[adjustment.dimension] += adjustment.hundredths
  if (set !== undefined && (manual.stage === null || isLater(set, manual.stage))) manual.stage = set
}

/** The points that an event adds by hand; undefined for other events, and for those sent with a public key. */
export function adjustmentOf({ name, trusted, properties }: ScoringEvent): Adjustment | undefined {
  if (name !== POINTS_ADJUSTED || trusted !== true) return undefined
  const { points, dimension } = properties
  if (typeof points !== 'number' || !Number.isFinite(points)) return undefined
  const bounded = Math.max(-MAX_POINTS, Math.min(MAX_POINTS, points))
  return {
    dimension: dimension === 'engagement' ? 'engagement' : 'fit',
    hundredths: Math.round(bounded * 100) + 0,
  }
}

/** The stage that an event sets by hand; undefined for other events, and for those sent with a public key. */
export function setStageOf({ id, at, name, trusted, properties }: ScoringEvent): SetStage | undefined {
  if (name !== STAGE_SET || trusted !== true) return undefined
  const stage = stageSchema.nullable().safeParse(properties.stage ?? null)
  return stage.success ? { at, id, stage: stage.data } : undefined
}

/** Whether the first of two stages was set after the second. */
export function isLater(first: SetStage, second: SetStage): boolean {
  return first.at - second.at > 0 || (first.at === second.at && first.id > second.id)
}

/** Points added by hand, as lines of the score. */
export function manualLines(manual: Pick<ManualState, 'engagement' | 'fit'> | undefined): Line[] {
  return (['engagement', 'fit'] as const).flatMap((dimension) => {
    const hundredths = manual?.[dimension] ?? 0
    return hundredths === 0 ? [] : [manualLine({ dimension, hundredths })]
  })
}

/** An adjustment as a line of the score; it neither decays nor is capped. */
export function manualLine({ dimension, hundredths }: Adjustment): Line {
  return { dimension, group: undefined, hundredths, known: false, decay: null }
}
