import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { sourceSchema } from './source.ts'

/** An event in a lead's timeline. */
export const timelineEventSchema = z.object({
  messageId: z.string(),
  /** `page`, `identify` …, or the name of a tracked event. */
  name: z.string(),
  at: z.string(),
  site: z.string(),
  visitor: z.string().nullable(),
  properties: jsonObjectSchema,
  /** Engaged time of a page view in milliseconds, from its `Page Engaged` reports, which are not listed themselves. */
  engagedMs: z.number().optional(),
  /** Deepest scroll of a page view in percent. */
  scrollDepth: z.number().optional(),
  bot: z.boolean(),
})
export type TimelineEvent = z.infer<typeof timelineEventSchema>

/** A visit with its events, newest first, or a single event outside any visit, as sent by a server. */
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
