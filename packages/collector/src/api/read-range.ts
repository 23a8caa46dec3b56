import type { TimeRange } from '../storage/report-reading.ts'
import { parseTime } from './parse-time.ts'

/** The range of a report, from ISO 8601 times; by default from the beginning until `now`. */
export function readRange(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: number,
): TimeRange {
  return {
    from: from === undefined ? 0 : parseTime(from),
    to: to === undefined ? now : parseTime(to),
  }
}
