/** Reports that take longer than this are cached. */
const QUICK_MS = 250
const TIMES = 20

/** Returns a cached report or makes it; concurrent callers wait for the same one. */
export type KeepReports = <Report>(name: string, make: () => Promise<Report>) => Promise<Report>

/**
 * Creates a cache of reports, so that at most a twentieth of the time is spent on each, however often pages ask for it.
 *
 * @param clock in milliseconds
 */
export function createReportKeeper(clock: () => number): KeepReports {
  const kept = new Map<string, { report: Promise<unknown>; until: number }>()
  return <Report>(name: string, make: () => Promise<Report>): Promise<Report> => {
    const began = clock()
    for (const [other, { until }] of kept) if (until <= began) kept.delete(other)
    const known = kept.get(name)
    // Under one name there is one kind of report.
    if (known !== undefined) return known.report as Promise<Report>
    const report = make()
    const entry = { report, until: Number.POSITIVE_INFINITY }
    kept.set(name, entry)
    report.then(
      () => {
        const took = clock() - began
        entry.until = took < QUICK_MS ? began : began + took * TIMES
      },
      () => kept.delete(name),
    )
    return report
  }
}
