import { z } from 'zod'
import { traitConditionSchema } from '../condition/condition.ts'

const stepsSchema = z
  .tuple([z.number(), z.number(), z.number()])
  .refine(([first, second, third]) => first > second && second > third, {
    error: 'steps must fall: best first, like [40, 20, 5]',
  })

const reachShape = {
  score: z.number().optional(),
  engagement: z.number().optional(),
  fit: z.number().optional(),
  /** How many of budget, authority, need and timeline must be known. */
  bantKnown: z.number().int().min(0).max(4).optional(),
}

const names = ['score', 'engagement', 'fit', 'bantKnown'] as const
const nothing = 'names nothing to reach: add score, engagement, fit or bantKnown'
const namesSomething = (reach: object) => Object.keys(reach).length > 0

/** Thresholds, all of which must be reached. */
const reachSchema = z.strictObject(reachShape).refine(namesSomething, { error: nothing })
export type Reach = z.infer<typeof reachSchema>

/**
 * Thresholds of a stage. With `enter` and `leave`, a lead enters at the higher ones and leaves below the lower ones
 * (hysteresis), so that it does not flip back and forth at a threshold.
 */
const stageReachSchema = z
  .strictObject({ ...reachShape, enter: reachSchema.optional(), leave: reachSchema.optional() })
  .refine(namesSomething, { error: nothing })
  .superRefine(({ enter, leave, ...both }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (enter === undefined && leave === undefined) return
    if (enter === undefined) refuse(['enter'], 'missing: say what it takes to enter the stage, too')
    if (leave === undefined) refuse(['leave'], 'missing: say below what a lead leaves the stage')
    if (namesSomething(both)) refuse([], 'names something beside enter and leave: move it into both')
    for (const name of names) {
      const [least, start] = [leave?.[name], enter?.[name]]
      if (enter === undefined || least === undefined || (start !== undefined && least <= start)) continue
      refuse(['leave', name], 'more than it takes to enter: a lead would leave as it enters')
    }
  })
export type StageReach = z.infer<typeof stageReachSchema>

/** The thresholds to enter a stage. */
export function enterOf({ enter, leave: _, ...both }: StageReach): Reach {
  return enter ?? both
}

/** The thresholds to stay at a stage. */
export function leaveOf({ enter: _, leave, ...both }: StageReach): Reach {
  return leave ?? both
}

/** Schema of the thresholds of grades and stages. */
export const thresholdsSchema = z.strictObject({
  grade: z.strictObject({
    /** Least fit points for A, B and C; below that, D. */
    fit: stepsSchema,
    /** Least engagement points for 1, 2 and 3; below that, 4. */
    engagement: stepsSchema,
  }),
  /** Of the stages that apply, the last in this list wins; without any, a lead is at stage `lead`. */
  stage: z.strictObject({
    mql: stageReachSchema,
    sql: stageReachSchema,
    customer: z.strictObject({ if: traitConditionSchema }).optional(),
    disqualified: z.strictObject({ if: traitConditionSchema }).optional(),
  }),
})
export type Thresholds = z.infer<typeof thresholdsSchema>
