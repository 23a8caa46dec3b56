/** Reports that take longer than this are cached. */
const QUICK_MS = 250
const TIMES = 20

/** Returns a cached report or creates it; concurrent callers share one. */
export type CacheReport = <Report>(name: string, make: () => Promise<Report>) => Promise<Report>

/**
 * Creates a cache of reports, so that each takes at most a twentieth of the time, however often pages request it.
 *
 * @param clock in milliseconds
 */
export function createReportCache(clock: () => number): CacheReport {
  const kept = new Map<string, { report: Promise<unknown>; until: number }>()
  return <Report>(name: string, make: () => Promise<Report>): Promise<Report> => {
    const began = clock()
    for (const [other, { until }] of kept) if (until <= began) kept.delete(other)
    const known = kept.get(name)
    // A name stands for one type of report.
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
