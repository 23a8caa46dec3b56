import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'

/** A saved condition over leads. A lead is in a segment as long as the condition holds for it. */
export const segmentSchema = z.strictObject({
  /** Names the segment in addresses: small letters, digits and hyphens. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use small letters, digits and hyphens, 64 at most'),
  /** What people call it. */
  name: z.string().trim().min(1).max(200),
  /** The condition, in the language of the scoring model's rules, on the fields of a lead. */
  where: jsonObjectSchema,
})
export type Segment = z.infer<typeof segmentSchema>
