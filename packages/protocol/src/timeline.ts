import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { sourceSchema } from './source.ts'

/** One event of a lead, as shown to a person. */
export const timelineEventSchema = z.object({
  messageId: z.string(),
  /** `page`, `identify` …, or the name of a tracked event. */
  name: z.string(),
  at: z.string(),
  site: z.string(),
  visitor: z.string().nullable(),
  properties: jsonObjectSchema,
  /** For a page view: visible, active reading time in milliseconds; its `Page Engaged` reports are folded in. */
  engagedMs: z.number().optional(),
  /** For a page view: deepest scroll in percent. */
  scrollDepth: z.number().optional(),
  bot: z.boolean(),
})
export type TimelineEvent = z.infer<typeof timelineEventSchema>

/** A visit with its events, newest first, or one event that belongs to no visit (sent by a server). */
export const timelineEntrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('visit'),
    id: z.string(),
    visitor: z.string(),
    at: z.string(),
    endedAt: z.string(),
    source: sourceSchema,
    engagedMs: z.number(),
    events: z.array(timelineEventSchema),
  }),
  z.object({ type: z.literal('event'), at: z.string(), event: timelineEventSchema }),
])
export type TimelineEntry = z.infer<typeof timelineEntrySchema>
