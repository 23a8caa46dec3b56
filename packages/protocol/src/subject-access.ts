import { z } from 'zod'
import { consentSchema } from './form-consent.ts'
import { jsonObjectSchema, jsonSchema } from './json.ts'
import { leadSchema } from './lead.ts'
import { rejectedSchema } from './reports.ts'
import { scoreAnswerSchema } from './score.ts'
import { sourceSchema } from './source.ts'
import { traitsSchema } from './traits.ts'

/** Answers to requests of data subjects: erasure and access. Times are ISO 8601 UTC. */

/** The answer of `DELETE /api/leads/:id`: what was erased. */
export const erasureSchema = z.object({
  lead: z.string(),
  erasedAt: z.string(),
  events: z.number().int(),
  /** Visitors erased entirely; of a device shared with others, only this lead's events are erased. */
  visitors: z.number().int(),
  /** Rejected messages. */
  rejected: z.number().int(),
})
export type Erasure = z.infer<typeof erasureSchema>

/** A trait with the event that set it. */
export const exportedTraitSchema = z.object({
  value: jsonSchema,
  at: z.string(),
  messageId: z.string(),
  site: z.string(),
  /** Whether it was sent with a secret key. */
  trusted: z.boolean(),
})
export type ExportedTrait = z.infer<typeof exportedTraitSchema>

/** An event as it is stored. */
export const exportedEventSchema = z.object({
  messageId: z.string(),
  site: z.string(),
  trusted: z.boolean(),
  type: z.string(),
  name: z.string(),
  anonymousId: z.string().nullable(),
  userId: z.string().nullable(),
  email: z.string().nullable(),
  traits: traitsSchema.nullable(),
  at: z.string(),
  receivedAt: z.string(),
  properties: jsonObjectSchema,
  context: jsonObjectSchema,
  bot: z.boolean(),
})
export type ExportedEvent = z.infer<typeof exportedEventSchema>

/** A visit and its source. */
export const exportedVisitSchema = z.object({
  visitor: z.string(),
  number: z.number().int(),
  at: z.string(),
  endedAt: z.string(),
  source: sourceSchema,
})
export type ExportedVisit = z.infer<typeof exportedVisitSchema>

/** The answer of `GET /api/leads/:id/export`: everything known of a lead. */
export const leadExportSchema = z.object({
  exportedAt: z.string(),
  lead: leadSchema,
  /** Names that identify the lead, and since when. */
  names: z.array(
    z.object({ userId: z.string().optional(), email: z.string().optional(), since: z.string() }),
  ),
  /** By name; null where the trait was removed later. */
  traits: z.record(z.string(), exportedTraitSchema),
  /** Oldest first. */
  visits: z.array(exportedVisitSchema),
  /** Oldest first. */
  events: z.array(exportedEventSchema),
  score: scoreAnswerSchema,
  /** Rejected messages that name the lead. */
  rejected: z.array(rejectedSchema),
  /** Oldest first. */
  consents: z.array(consentSchema),
})
export type LeadExport = z.infer<typeof leadExportSchema>
