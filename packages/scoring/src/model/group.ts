import { z } from 'zod'
import { idSchema } from './rule.ts'

/** Rules that share a cap, those that name it by its id. All of them are about one dimension. */
export const groupSchema = z
  .strictObject({
    id: idSchema,
    /** What a person reads, like "Pages". */
    label: z.string().min(1).max(200),
    /** Most points that its rules together add, or take; applied to their sum, after their own caps. */
    cap: z.number().positive().max(1_000_000),
  })
  .meta({ id: 'RuleGroup' })
export type Group = z.infer<typeof groupSchema>
