import { z } from 'zod'
import { jsonSchema } from './json.ts'
import { channelSchema, sourceSchema } from './source.ts'

/** One row of `GET /api/reports/sources`: leads by the source of their first visit. */
export const sourceRowSchema = z.object({
  channel: channelSchema,
  source: sourceSchema.shape.source,
  medium: sourceSchema.shape.medium,
  campaign: sourceSchema.shape.campaign,
  visits: z.number().int(),
  visitors: z.number().int(),
  leads: z.number().int(),
  /** Leads at stage `mql` or beyond. */
  qualified: z.number().int(),
})
export type SourceRow = z.infer<typeof sourceRowSchema>

/** A rejected message as it is stored. */
export const rejectedSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  site: z.string(),
  messageId: z.string().nullable(),
  reason: z.string(),
  /** The message, truncated to the size limit, with sensitive values removed. */
  message: jsonSchema,
})
export type Rejected = z.infer<typeof rejectedSchema>

/** The answer of `GET /api/health`. */
export const healthSchema = z.object({ status: z.enum(['ok', 'unavailable']), version: z.string() })
export type Health = z.infer<typeof healthSchema>
