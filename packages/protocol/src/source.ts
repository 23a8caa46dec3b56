import { z } from 'zod'

/** The marketing channel that brought a visit. */
export const channelSchema = z.enum(['paid', 'organic search', 'social', 'email', 'referral', 'direct'])
export type Channel = z.infer<typeof channelSchema>

/** Where a visit came from. */
export const sourceSchema = z.object({
  channel: channelSchema,
  /** `google`, `facebook`, a referring host …; null for direct visits. */
  source: z.string().nullable(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
  term: z.string().nullable(),
  content: z.string().nullable(),
  /** Address of the referring page, without its query. */
  referrer: z.string().nullable(),
  /** The ad network's click id, by the name of its parameter, like `gclid`. */
  clickId: z.object({ name: z.string(), value: z.string() }).nullable(),
  /** Path of the first page of the visit. */
  landingPath: z.string().nullable(),
  /** When the visit began, ISO 8601 UTC. */
  at: z.string(),
})
export type Source = z.infer<typeof sourceSchema>
