import { z } from 'zod'
import { gradeSchema, stageSchema } from './lead.ts'

/** A lead came to another stage; told once, whatever is received again or worked out anew. */
export const crossingSchema = z.object({
  /** The same for the same crossing: whoever acts on crossings can tell by it what is done already. */
  id: z.string(),
  lead: z.string(),
  /** When it happened, ISO 8601 UTC; by fading to the millisecond. */
  at: z.string(),
  from: stageSchema,
  to: stageSchema,
  /** Something that was done or learnt, or time alone. */
  cause: z.enum(['event', 'fading']),
  /** As of when it was recorded. */
  score: z.number(),
  grade: gradeSchema,
  model: z.object({ name: z.string(), version: z.number().int() }),
  /** When the collector wrote it down, ISO 8601 UTC; the order of the list. */
  recordedAt: z.string(),
})
export type Crossing = z.infer<typeof crossingSchema>
