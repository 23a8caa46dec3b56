/** What takes longer is given again, to others too, for so many times as long as it took. */
const QUICK_MS = 250
const TIMES = 20

/** Gives a report that was made before, or makes it; whoever asks while it is made waits for the same. */
export type KeepReports = <Report>(name: string, make: () => Promise<Report>) => Promise<Report>

/**
 * Makes a keeper of reports: pages ask for them again and again, but no more than a twentieth of the time is spent on each.
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
