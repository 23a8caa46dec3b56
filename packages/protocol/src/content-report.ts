import { z } from 'zod'

const count = z.number().int()

/**
 * One row of `GET /api/reports/content`: how a page was read, and by whom. Counts the page views of visits that began within the
 * range, without crawlers.
 */
export const contentRowSchema = z.object({
  site: z.string(),
  path: z.string().describe('Empty for page views without an address'),
  title: z.string().nullable().describe('Title of the latest page view that has one'),
  contentType: z
    .string()
    .nullable()
    .describe('Content type of the latest page view that has one, like `article`'),
  views: count.describe('Page views; each counts once, however often it was reported'),
  visitors: count.describe('Distinct visitors'),
  measured: count.describe('Page views whose engaged time is known'),
  engagedMs: z
    .number()
    .describe(
      'Engaged time (visible, focused and in use) in milliseconds: the sum of the largest report of each page view',
    ),
  medianEngagedMs: z
    .number()
    .nullable()
    .describe('Median engaged time of the measured page views, in milliseconds'),
  medianScrollDepth: z
    .number()
    .nullable()
    .describe('Median scroll depth of the measured page views, in percent'),
  leads: count.describe('Distinct leads that viewed it'),
  leadsBefore: count.describe('Leads that viewed it before they were identified'),
  leadsAfter: count.describe('Leads that viewed it after they were identified; a lead may count in both'),
  submissions: count.describe('Forms submitted on it, without mere attempts'),
})
export type ContentRow = z.infer<typeof contentRowSchema>
