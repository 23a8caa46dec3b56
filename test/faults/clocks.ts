import type { Browser } from 'playwright-core'
import type { Arrival } from '../segment-stub.ts'
import { createWorld, numbers, type Tally, waitUntil } from './world.ts'

/** Lets the page's clock be set: `setClock(ms)` puts it off by so much. */
const settable = (offMs: number) => `{
  let off = ${offMs}
  const Real = Date
  window.setClock = (ms) => { off = ms }
  window.Date = class extends Real {
    constructor(...args) { args.length ? super(...args) : super(Real.now() + off) }
    static now() { return Real.now() + off }
  }
}`

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How far the page's clock is off at first, and is set to in the middle, in milliseconds. */
export const clocks: Record<string, [first: number, then: number]> = {
  'three days behind': [-3 * DAY, -3 * DAY],
  'three days ahead': [3 * DAY, 3 * DAY],
  'set from three days behind': [-3 * DAY, 0],
  'set from three days ahead': [3 * DAY, 0],
  'set back by an hour, wrongly': [0, -HOUR],
  'set ahead by three days, wrongly': [0, 3 * DAY],
}

/** A sender whose clock is further off than this is corrected, in milliseconds. */
const TOLERATED_SKEW_MS = 120_000

/** What a clock is told by. */
export interface ClockTally extends Tally {
  /** Largest difference between when an event happened and when the collector believes it did, in milliseconds. */
  errorMs: number
  /** Whether events follow each other as they happened. */
  isOrdered: boolean
  /** Reported time of the page less the time it was open, in milliseconds. */
  engagedErrorMs: number
}

/**
 * Events before and after the page's clock is set.
 *
 * @param correct whether the collector corrects what it is told, by `sentAt`
 */
export async function clock(
  browser: Browser,
  [first, then]: [number, number],
  correct = true,
): Promise<ClockTally> {
  const world = await createWorld(browser, { script: settable(first) })
  const skew = ({ receivedAt, sentAt }: Arrival) => receivedAt - Date.parse(sentAt)
  const believed = (event: Arrival) => {
    const off = correct && Math.abs(skew(event)) > TOLERATED_SKEW_MS ? skew(event) : 0
    return Date.parse(event.timestamp) + off
  }
  try {
    const page = await world.visit('/')
    // The page itself says how long it was open, from when its scripts ran.
    await page.evaluate(() => {
      const [{ domContentLoadedEventStart: opened }] = performance.getEntriesByType('navigation') as [
        PerformanceNavigationTiming,
      ]
      addEventListener('pagehide', () => sessionStorage.setItem('open', `${performance.now() - opened}`))
    })
    const truth: number[] = []
    const happen = async (n: number) => {
      truth[n] = Date.now()
      await world.track(page, [n])
    }
    // The clock is set while some wait to be sent, and some are sent.
    for (const n of numbers(6)) {
      await happen(n)
      await page.waitForTimeout(300)
    }
    await page.evaluate((ms) => (window as unknown as { setClock(ms: number): void }).setClock(ms), then)
    for (const n of numbers(6, 6)) {
      await happen(n)
      await page.waitForTimeout(300)
    }
    await page.goto(`${world.site.url}/plain`)
    const open = await page.evaluate(() => Number(sessionStorage.getItem('open')))
    const tally = await world.tally(numbers(12), 10_000)
    await waitUntil(() => world.collector.named('Page Engaged').length > 0, 20_000)
    const events = world.collector.named('Fault')
    const number = ({ properties }: Arrival) => Number(properties?.n)
    const errors = events.map((event) => Math.abs(believed(event) - (truth[number(event)] ?? 0)))
    const order = [...events].sort((a, b) => believed(a) - believed(b)).map(number)
    const engaged = world.collector
      .named('Page Engaged')
      .map(({ properties }) => Number(properties?.engaged_ms))
    const errorMs = Math.max(...errors)
    const engagedErrorMs = Math.round(Math.max(...engaged) - open)
    return {
      ...tally,
      errorMs,
      isOrdered: order.every((n, i) => n === i),
      engagedErrorMs,
      remark: `off by ${errorMs} ms, engaged by ${engagedErrorMs} ms`,
    }
  } finally {
    await world.close()
  }
}
