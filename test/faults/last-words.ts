import type { Browser } from 'playwright-core'
import { addTallies, createWorld, numbers, type Tally, waitUntil } from './world.ts'

/** Tracked as the page is left, after another vendor has used up most of what may be in flight. */
const EVENTS = 30

/** Thirty events of five kB at `pagehide` with 50 kB of foreign beacons in flight, and then the next visit. */
export async function lastWords(browser: Browser, rounds: number, script = ''): Promise<Tally> {
  const tallies: Tally[] = []
  let sentAtOnce = 0
  for (let round = 0; round < rounds; round++) {
    const world = await createWorld(browser, { script })
    try {
      const page = await world.visit('/')
      await waitUntil(() => world.collector.named('page').length > 0, 5_000)
      await page.evaluate((count) => {
        addEventListener('pagehide', () => {
          navigator.sendBeacon('/foreign', 'x'.repeat(50_000))
          for (let n = 0; n < count; n++) window.leadlight.track('Fault', { n, text: 'y'.repeat(5_000) })
        })
      }, EVENTS)
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
