import { z } from 'zod'

const count = z.number().int()

/** One step of `GET /api/reports/funnel`. */
export const funnelStepSchema = z.object({
  stage: z.enum(['visitor', 'lead', 'mql', 'sql', 'customer']),
  reached: count.describe(
    'visitor: distinct visitors with a visit that began within the range, without crawlers. lead: leads first seen within the range. Later steps: those of these leads that ever reached this stage or a later one, whatever their stage is now. A lead that skipped a stage counts there, too.',
  ),
  now: count.nullable().describe('Leads of the range whose stage this is now; null for visitors'),
  conversion: z
    .number()
    .nullable()
    .describe(
      'Share of the previous step that reached this one, 0 to 1; null for the first step, and where nobody reached the previous one. For leads: those with a page view, divided by visitors.',
    ),
  medianMs: z
    .number()
    .nullable()
    .describe(
      'Median time since the previous step, in milliseconds; null where it is known for nobody. For leads with a page view: from the first event to the identification. Later steps: from the first crossing to the previous stage to the first crossing to this one.',
    ),
  timed: count.describe(
    'Number of leads for which that time is known. It is unknown for leads that reached a stage without a crossing, by an import or a new model.',
  ),
  disqualified: count.describe('Leads that reached this step, no later one, and are disqualified now'),
})
export type FunnelStep = z.infer<typeof funnelStepSchema>

/** The answer of `GET /api/reports/funnel`: how far the visitors and leads of a range have come so far. */
export const funnelReportSchema = z.object({
  data: z.array(funnelStepSchema),
  next: z.null(),
  disqualified: count.describe('Leads of the range that are disqualified now; the sum over all steps'),
  withoutVisit: count.describe('Leads of the range without a page view: imported, or sent by a server'),
})
export type FunnelReport = z.infer<typeof funnelReportSchema>
