import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'

/** A submission that was taken for a robot's: kept, and not scored. */
export const spamItemSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  /** `robot`, `trap`, `too_fast`, `unsigned`, `no_work`, `replayed_work` or `too_many`. */
  reason: z.string(),
  form: z.string(),
  site: z.string(),
  fields: jsonObjectSchema,
})
export type SpamItem = z.infer<typeof spamItemSchema>

/** One row of `GET /api/reports/forms`: how far people get with a form. Robots are not counted. */
export const formRowSchema = z.object({
  form: z.string(),
  /** What it was called when it was used last; the id when it has no name. */
  name: z.string(),
  views: z.number().int(),
  starts: z.number().int(),
  submissions: z.number().int(),
  /** Different e-mail addresses that it brought for the first time. */
  leads: z.number().int(),
  /** Taken for robots', not among the submissions. */
  spam: z.number().int(),
  /** Fields that were touched last before somebody left without sending, the most frequent first. */
  stops: z.array(z.object({ field: z.string(), times: z.number().int() })),
})
export type FormRow = z.infer<typeof formRowSchema>
