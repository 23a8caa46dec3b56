import { z } from 'zod'
import { idSchema } from './rule.ts'

/** A cap shared by all rules whose `group` is its id. They must have the same dimension. */
export const groupSchema = z
  .strictObject({
    id: idSchema,
    /** Display name, like "Pages". */
    label: z.string().min(1).max(200),
    /** Most points that its rules add or subtract together; applied to their sum, after their own caps. */
    cap: z.number().positive().max(1_000_000),
  })
  .meta({ id: 'RuleGroup' })
export type Group = z.infer<typeof groupSchema>
