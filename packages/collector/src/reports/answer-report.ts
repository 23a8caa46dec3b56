import type { PageQuery } from '../lead-book.ts'
import { readTimeline } from '../leads/read/timeline.ts'
import type { Snapshot } from '../storage/port.ts'
import { reportContent } from './report-content.ts'
import { reportFunnel } from './report-funnel.ts'
import { reportSources } from './report-sources.ts'

/** Reports that may read much, by name: whatever works them out, wherever. */
export const reports = {
  sources: reportSources,
  funnel: reportFunnel,
  content: reportContent,
  timeline: (snapshot: Snapshot, { name, page }: { name: string; page: PageQuery }) =>
    readTimeline(snapshot, name, page),
}

/** A report's name. */
export type ReportName = keyof typeof reports

/** What a report is asked. */
export type ReportQuestion<Name extends ReportName> = Parameters<(typeof reports)[Name]>[1]

/** What a report answers. */
export type ReportAnswer<Name extends ReportName> = Awaited<ReturnType<(typeof reports)[Name]>>

/** Makes a report; name and question are those of {@link ReportName} and {@link ReportQuestion}, as JSON. */
export async function answerReport(snapshot: Snapshot, name: string, question: object): Promise<unknown> {
  if (!Object.hasOwn(reports, name)) throw new Error(`There is no report called ${name}`)
  // Questions are written by this program, to itself.
  const report = reports[name as ReportName] as (snapshot: Snapshot, question: object) => Promise<unknown>
  return await report(snapshot, question)
}
