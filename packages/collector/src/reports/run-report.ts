import type { PageQuery } from '../lead-service.ts'
import { readLeadPage } from '../leads/read/lead-page.ts'
import { readTimeline } from '../leads/read/timeline.ts'
import type { Snapshot } from '../storage/port.ts'
import { reportContent } from './report-content.ts'
import { reportFunnel } from './report-funnel.ts'
import { reportSources } from './report-sources.ts'

/** Reports that may read much data, by name; an adapter may run them outside the event loop. */
export const reports = {
  sources: reportSources,
  funnel: reportFunnel,
  content: reportContent,
  leads: readLeadPage,
  timeline: (snapshot: Snapshot, { name, page }: { name: string; page: PageQuery }) =>
    readTimeline(snapshot, name, page),
}

/** A report's name. */
export type ReportName = keyof typeof reports

/** The parameters of a report. */
export type ReportParams<Name extends ReportName> = Parameters<(typeof reports)[Name]>[1]

/** The result of a report. */
export type ReportResult<Name extends ReportName> = Awaited<ReturnType<(typeof reports)[Name]>>

/** Runs a report by its name and the JSON of its {@link ReportParams}. */
export async function runReport(snapshot: Snapshot, name: string, params: object): Promise<unknown> {
  if (!Object.hasOwn(reports, name)) throw new Error(`There is no report called ${name}`)
  // Questions only come from this program, so their types match.
  const report = reports[name as ReportName] as (snapshot: Snapshot, params: object) => Promise<unknown>
  return await report(snapshot, params)
}
