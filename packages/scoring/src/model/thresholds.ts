import { z } from 'zod'
import { traitConditionSchema } from '../condition/condition.ts'

const stepsSchema = z
  .tuple([z.number(), z.number(), z.number()])
  .refine(([first, second, third]) => first > second && second > third, {
    error: 'steps must fall: best first, like [40, 20, 5]',
  })

/** Everything named must be reached. */
const reachSchema = z
  .strictObject({
    score: z.number().optional(),
    engagement: z.number().optional(),
    fit: z.number().optional(),
    /** Of budget, authority, need and timeline, how many must be known. */
    bantKnown: z.number().int().min(0).max(4).optional(),
  })
  .refine((reach) => Object.keys(reach).length > 0, {
    error: 'names nothing to reach: add score, engagement, fit or bantKnown',
  })
export type Reach = z.infer<typeof reachSchema>

/** Where grades and stages begin. */
export const thresholdsSchema = z.strictObject({
  grade: z.strictObject({
    /** Least fit for A, B and C; below is D. */
    fit: stepsSchema,
    /** Least engagement for 1, 2 and 3; below is 4. */
    engagement: stepsSchema,
  }),
  /** Every lead is at least at stage `lead`; of those that apply, the last one here wins. */
  stage: z.strictObject({
    mql: reachSchema,
    sql: reachSchema,
    customer: z.strictObject({ if: traitConditionSchema }).optional(),
    disqualified: z.strictObject({ if: traitConditionSchema }).optional(),
  }),
})
export type Thresholds = z.infer<typeof thresholdsSchema>
