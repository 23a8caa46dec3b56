/** Longest lead of the system clock over the page's that is taken for sleep of the device, in milliseconds. */
const MAX_SLEEP_MS = 86_400_000

/**
 * Creates the clock of a page, in whole milliseconds since 1970. It ignores a system clock that is set back, or ahead by more than
 * a day, so that the times of events and of their batch stay comparable, and the collector can determine the skew. It catches up after
 * sleep, during which `performance.now()` stops in some browsers.
 */
export function createPageClock(): () => number {
  let offset = Date.now() - performance.now()
  return () => {
    const gap = Date.now() - performance.now() - offset
    if (gap > 0 && gap < MAX_SLEEP_MS) offset += gap
    return Math.round(performance.now() + offset)
  }
}
