import { z } from 'zod'
import { leadSchema, stageSchema } from './lead.ts'
import { MAX_ID_LENGTH } from './limits.ts'
import { timestampSchema } from './message.ts'

/** What people say of leads by hand, through the API: points, stages, outcomes. */

/** Most points that one adjustment may give or take. */
const MOST_POINTS = 10_000

const toldShape = {
  /** Who says so. */
  author: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
  /** Name it yourself, so that sending it again after a lost answer counts once. */
  messageId: z.string().min(1).max(MAX_ID_LENGTH).optional(),
}

/** The body of `POST /api/leads/:id/points`. */
export const pointsByHandSchema = z.strictObject({
  points: z
    .number()
    .min(-MOST_POINTS)
    .max(MOST_POINTS)
    .refine((points) => Math.round(points * 100) / 100 === points, 'points are multiples of 0.01')
    .refine((points) => points !== 0, 'no points change nothing: give some, or take some with a minus sign'),
  /** On which side of the score they are told; `fit` unless given. */
  dimension: z.enum(['engagement', 'fit']).optional(),
  ...toldShape,
})
export type PointsByHand = z.infer<typeof pointsByHandSchema>

/** The body of `POST /api/leads/:id/points/:entry/lift`. */
export const liftByHandSchema = z.strictObject({ author: toldShape.author, reason: toldShape.reason })
export type LiftByHand = z.infer<typeof liftByHandSchema>

/** The body of `POST /api/leads/:id/stage`. */
export const stageByHandSchema = z.strictObject({
  /** Null lets the model decide again. */
  stage: stageSchema.exclude(['visitor']).nullable(),
  ...toldShape,
})
export type StageByHand = z.infer<typeof stageByHandSchema>

/** How it ended with a lead. */
export const outcomeSchema = z.enum(['won', 'lost'])
export type Outcome = z.infer<typeof outcomeSchema>

/** The body of `POST /api/leads/:id/outcome`. */
export const outcomeByHandSchema = z.strictObject({
  /** Null: it is open again. */
  outcome: outcomeSchema.nullable(),
  /** When, ISO 8601; now unless given. */
  at: timestampSchema.optional(),
  author: toldShape.author.optional(),
  reason: toldShape.reason.optional(),
  messageId: toldShape.messageId,
})
export type OutcomeByHand = z.infer<typeof outcomeByHandSchema>

/** The answer to whatever was said by hand. */
export const byHandAnswerSchema = z.object({
  /** Names the event that keeps it. */
  messageId: z.string(),
  /** As it stands now. */
  lead: leadSchema,
})
export type ByHandAnswer = z.infer<typeof byHandAnswerSchema>
