import { z } from 'zod'
import { timestampSchema } from './message.ts'

/** What a website needs in order to send events, and what has arrived so far. */
export const setupSchema = z.object({
  /** The valid write keys. */
  writeKeys: z.array(
    z.object({
      /** The key itself; null for one that is stored as a digest only. */
      key: z.string().nullable(),
      /** Its last characters. */
      hint: z.string(),
      site: z.string(),
      /** Origins of the pages that may use it; null for all. */
      origins: z.array(z.string()).nullable(),
    }),
  ),
  /** Start of the first visit; null before it. */
  firstVisitAt: timestampSchema.nullable(),
  /** Number of visitors whose visits began within the last 24 hours. */
  visitorsOfLastDay: z.number().int(),
  /** Pages that this collector has refused since it was started, latest first. */
  refused: z.array(
    z.object({
      /** Origin of the pages. */
      origin: z.string(),
      /** `unknown_write_key`, `origin_not_allowed` and the like. */
      code: z.string(),
      /** Time of the latest refusal. */
      at: timestampSchema,
      count: z.number().int(),
    }),
  ),
})
export type Setup = z.infer<typeof setupSchema>
