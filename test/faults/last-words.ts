import type { Browser } from 'playwright-core'
import { addTallies, createWorld, numbers, type Tally, waitUntil } from './world.ts'

/** Tracked as the page is left, after another vendor has used up most of what may be in flight. */
const EVENTS = 30

/**
 * Thirty events of five kB at `pagehide` with 50 kB of foreign beacons in flight, and then the next visit. In each second round the
 * database is being read, so that what stores the events waits for a page that is gone.
 */
export async function lastWords(browser: Browser, rounds: number, script = ''): Promise<Tally> {
  const tallies: Tally[] = []
  let sentAtOnce = 0
  for (let round = 0; round < rounds; round++) {
    const world = await createWorld(browser, { script })
    try {
      const page = await world.visit('/')
      await waitUntil(() => world.collector.named('page').length > 0, 20_000)
      const last = { count: EVENTS, isReading: round % 2 === 1 }
      await page.evaluate(({ count, isReading }) => {
        addEventListener('pagehide', () => {
          navigator.sendBeacon('/foreign', 'x'.repeat(50_000))
          if (isReading) {
            window.leadlight.track('Other')
            window.leadlight.flush()
          }
          for (let n = 0; n < count; n++) window.leadlight.track('Fault', { n, text: 'y'.repeat(5_000) })
        })
      }, last)
      await page.goto(`${world.site.url}/plain`)
      await page.waitForTimeout(500)
      sentAtOnce += world.collector.named('Fault').length
      await page.goto(`${world.site.url}/return`)
      tallies.push(await world.tally(numbers(EVENTS), script ? 10_000 : 30_000))
    } finally {
      await world.close()
    }
  }
  return { ...addTallies(tallies), remark: `${sentAtOnce} before the next visit` }
}
