import { z } from 'zod'

const count = z.number().int()

/** One step of `GET /api/reports/funnel`. */
export const funnelStepSchema = z.object({
  stage: z.enum(['visitor', 'lead', 'mql', 'sql', 'customer']),
  reached: count.describe(
    'visitor: different visitors with a visit that began within the range, crawlers left out. lead: leads first seen within it. Further on: those of these leads that ever got to this stage or beyond it, wherever they are now. A lead that went back stays counted; one that skipped a stage counts there, too.',
  ),
  now: count.nullable().describe('Leads of the range that are at this stage now; null for visitors'),
  conversion: z
    .number()
    .nullable()
    .describe(
      'The share of the step before that got this far, 0 to 1; null for the first step, and where nobody got to the one before. For leads: those that were on a page, by visitors.',
    ),
  medianMs: z
    .number()
    .nullable()
    .describe(
      'Median time since the step before, in milliseconds; null where it is known of nobody. For leads: from the first event until they were first named, if they were on a page. Further on: from the first crossing to the one before until the first crossing to this one.',
    ),
  timed: count.describe(
    'Of how many leads that time is known. It is not of a lead that was imported or scored anew at a stage, without a crossing.',
  ),
  disqualified: count.describe('Leads that got this far, no further, and are disqualified now'),
})
export type FunnelStep = z.infer<typeof funnelStepSchema>

/** The answer of `GET /api/reports/funnel`: how far the visitors and leads of a range have got until now. */
export const funnelReportSchema = z.object({
  data: z.array(funnelStepSchema),
  next: z.null(),
  disqualified: count.describe('Leads of the range that are disqualified now; the sum over all steps'),
  withoutVisit: count.describe('Leads of the range that were never on a page: imported, or told by a server'),
})
export type FunnelReport = z.infer<typeof funnelReportSchema>
