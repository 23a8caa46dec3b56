import { z } from 'zod'
import { leadSchema, stageSchema } from './lead.ts'
import { MAX_ID_LENGTH } from './limits.ts'
import { timestampSchema } from './message.ts'

/** Changes that people make to a lead by hand, through the API: points, stage, owner, outcome. */

/** Most points that one adjustment may add or subtract. */
const MOST_POINTS = 10_000

const authorShape = {
  /** Who makes the change. */
  author: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
  /** An id of the caller's choice, so that a retry after a lost answer counts once. */
  messageId: z.string().min(1).max(MAX_ID_LENGTH).optional(),
}

/** The body of `POST /api/leads/:id/points`. */
export const pointsByHandSchema = z.strictObject({
  points: z
    .number()
    .min(-MOST_POINTS)
    .max(MOST_POINTS)
    .refine((points) => Math.round(points * 100) / 100 === points, 'points are multiples of 0.01')
    .refine((points) => points !== 0, 'must not be zero: give points, or subtract some with a minus sign'),
  /** Which side of the score the points belong to; `fit` by default. */
  dimension: z.enum(['engagement', 'fit']).optional(),
  ...authorShape,
})
export type PointsByHand = z.infer<typeof pointsByHandSchema>

/** The body of `POST /api/leads/:id/points/:entry/lift`. */
export const liftByHandSchema = z.strictObject({ author: authorShape.author, reason: authorShape.reason })
export type LiftByHand = z.infer<typeof liftByHandSchema>

/** The body of `POST /api/leads/:id/stage`. */
export const stageByHandSchema = z.strictObject({
  /** Null hands the decision back to the model. */
  stage: stageSchema.exclude(['visitor']).nullable(),
  ...authorShape,
})
export type StageByHand = z.infer<typeof stageByHandSchema>

/** Longest name of an owner, in characters. */
export const MAX_OWNER_LENGTH = 200

/** The body of `POST /api/leads/:id/owner`. */
export const ownerByHandSchema = z.strictObject({
  /** The salesperson, by name or e-mail address; null leaves the lead to nobody. */
  owner: z.string().trim().min(1).max(MAX_OWNER_LENGTH).nullable(),
  author: authorShape.author.optional(),
  reason: authorShape.reason.optional(),
  messageId: authorShape.messageId,
})
export type OwnerByHand = z.infer<typeof ownerByHandSchema>

/** How a lead was closed. */
export const outcomeSchema = z.enum(['won', 'lost'])
export type Outcome = z.infer<typeof outcomeSchema>

/** The body of `POST /api/leads/:id/outcome`. */
export const outcomeByHandSchema = z.strictObject({
  /** Null reopens the lead. */
  outcome: outcomeSchema.nullable(),
  /** When it was closed, ISO 8601; now by default. */
  at: timestampSchema.optional(),
  author: authorShape.author.optional(),
  reason: authorShape.reason.optional(),
  messageId: authorShape.messageId,
})
export type OutcomeByHand = z.infer<typeof outcomeByHandSchema>

/** The answer to every change by hand. */
export const byHandAnswerSchema = z.object({
  /** The event that records the change. */
  messageId: z.string(),
  /** The lead after the change. */
  lead: leadSchema,
})
export type ByHandAnswer = z.infer<typeof byHandAnswerSchema>
