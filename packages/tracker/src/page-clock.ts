/** A clock that went on this far without the page was not set by anybody: the machine slept. In milliseconds. */
const LONGEST_SLEEP_MS = 86_400_000

/**
 * Makes the clock of a page, in whole milliseconds since 1970. Whoever sets the machine's clock, by days or back by any time, does not
 * set this one: what was noted before and what is sent after stay comparable, so that the collector can tell how far the clock was off.
 * Only a sleep, during which `performance.now()` stands still in some browsers, moves it on.
 */
export function createPageClock(): () => number {
  let offset = Date.now() - performance.now()
  return () => {
    const gap = Date.now() - performance.now() - offset
    if (gap > 0 && gap < LONGEST_SLEEP_MS) offset += gap
    return Math.round(performance.now() + offset)
  }
}
