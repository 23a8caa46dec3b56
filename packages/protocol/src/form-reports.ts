import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'

/** A submission classified as a robot's: stored, but not scored. */
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

/** One row of `GET /api/reports/forms`: how far visitors get with a form. Robots are not counted. */
export const formRowSchema = z.object({
  form: z.string(),
  /** Its name when it was last used; the id when it has none. */
  name: z.string(),
  views: z.number().int(),
  starts: z.number().int(),
  submissions: z.number().int(),
  /** Distinct e-mail addresses that the form was the first to bring. */
  leads: z.number().int(),
  /** Submissions classified as robots'; not included in `submissions`. */
  spam: z.number().int(),
  /** Fields that visitors touched last before they abandoned the form, most frequent first. */
  stops: z.array(z.object({ field: z.string(), times: z.number().int() })),
})
export type FormRow = z.infer<typeof formRowSchema>
