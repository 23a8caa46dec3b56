import { z } from 'zod'
import { gradeSchema, stageSchema } from './lead.ts'

/** A change of a lead's stage, recorded exactly once, however often events are resent or scores recomputed. */
export const crossingSchema = z.object({
  /** Deterministic: a consumer can use it to act on a crossing only once. */
  id: z.string(),
  lead: z.string(),
  /** When the stage changed, ISO 8601 UTC; exact to the millisecond, also when decay alone changed it. */
  at: z.string(),
  from: stageSchema,
  to: stageSchema,
  /** `fading`: decay alone changed the stage. */
  cause: z.enum(['event', 'fading']),
  /** Score when the crossing was recorded. */
  score: z.number(),
  grade: gradeSchema,
  model: z.object({ name: z.string(), version: z.number().int() }),
  /** When the collector recorded it, ISO 8601 UTC; lists are in this order. */
  recordedAt: z.string(),
})
export type Crossing = z.infer<typeof crossingSchema>
