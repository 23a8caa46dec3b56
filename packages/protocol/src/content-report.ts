import { z } from 'zod'

const count = z.number().int()

/**
 * One row of `GET /api/reports/content`: how a page was read, and by whom. It tells of the page views of visits that began
 * within the range; crawlers are left out.
 */
export const contentRowSchema = z.object({
  site: z.string(),
  path: z.string().describe('Empty for page views that tell no address'),
  title: z.string().nullable().describe('As of the latest page view that tells one'),
  contentType: z.string().nullable().describe('As of the latest page view that tells one, like `article`'),
  views: count.describe('Page views, each once, however often it is reported on'),
  visitors: count.describe('Different visitors'),
  measured: count.describe('Page views of which it is known how long they were read'),
  engagedMs: z
    .number()
    .describe(
      'Time for which it was visible, focused and recently acted on, in milliseconds: the largest report of each page view, added up',
    ),
  medianEngagedMs: z.number().nullable().describe('Median of that time over the measured page views'),
  medianScrollDepth: z
    .number()
    .nullable()
    .describe('Median over the measured page views of how far they were scrolled at most, in percent'),
  leads: count.describe('Different leads that viewed it'),
  leadsBefore: count.describe('Those that viewed it before they were first named'),
  leadsAfter: count.describe('Those that viewed it from then on; the same lead may be among both'),
  submissions: count.describe('Forms sent from it; attempts are left out'),
})
export type ContentRow = z.infer<typeof contentRowSchema>
