import type { Browser } from 'playwright-core'
import { createWorld, numbers, type Tally } from './world.ts'

/** What a drained outage is told by. */
export interface OutageTally extends Tally {
  /** Most requests in any second of the outage. */
  requestsPerSecond: number
  /** From the collector's return to the last event, in seconds. */
  drainSeconds: number
}

/** A collector that answers 503 for a while, during which the visitor goes on to another page. */
export async function outage(
  browser: Browser,
  events: number,
  seconds: number,
  script = '',
): Promise<OutageTally> {
  const world = await createWorld(browser, { script })
  const { collector, site } = world
  try {
    collector.fault = () => 'unavailable'
    const page = await world.visit('/')
    const half = Math.ceil(events / 2)
    await world.track(page, numbers(half))
    await page.waitForTimeout(1_000)
    await page.goto(`${site.url}/second`)
    const left = Date.now()
    await world.track(page, numbers(events - half, half))
    await page.waitForTimeout(1_000 * seconds)
    const attempts = collector.uploads.map(({ at }) => at).filter((at) => at > left + 1_000)
    const requestsPerSecond = Math.max(
      0,
      ...attempts.map((from) => attempts.filter((at) => at >= from && at < from + 1_000).length),
    )
    collector.fault = () => 'none'
    const back = Date.now()
    const tally = await world.tally(numbers(events), script ? 15_000 : 60_000)
    const drainSeconds = Math.round((Date.now() - back) / 100) / 10
    const remark = `at most ${requestsPerSecond} requests a second, drained in ${drainSeconds} s`
    return { ...tally, requestsPerSecond, drainSeconds, remark }
  } finally {
    await world.close()
  }
}
