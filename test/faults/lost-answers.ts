import type { Browser } from 'playwright-core'
import type { Fault } from '../segment-stub.ts'
import { createWorld, numbers, type Say, type Tally } from './world.ts'

/** All that may happen to a request or its answer. */
const weather: Fault[] = ['none', 'answer lost', 'reset', 'none', 'truncated', 'half closed', 'portal']

/** Events while answers get lost after the commit, are cut, or come from somebody else's page with 200. */
export async function lostAnswers(
  browser: Browser,
  events: number,
  script = '',
  say: Say = () => {},
): Promise<Tally> {
  const world = await createWorld(browser, { script })
  try {
    const pages = [await world.visit('/one'), await world.visit('/two')]
    let requests = 0
    world.collector.fault = (batch) =>
      batch.length ? (weather[requests++ % weather.length] ?? 'none') : 'none'
    const perStep = 25
    for (let n = 0; n < events; n += perStep) {
      say(`${n} of ${events} events, ${requests} requests`)
      const page = pages[(n / perStep) % pages.length]
      if (page) await world.track(page, numbers(Math.min(perStep, events - n), n))
      await page?.evaluate(() => void window.leadlight.flush())
      await page?.waitForTimeout(100)
    }
    for (const page of pages) await page.evaluate(() => window.leadlight.flush())
    const tally = await world.tally(numbers(events), script ? 3_000 : 20_000)
    world.collector.fault = () => 'none'
    const rest = tally.lost ? await world.tally(numbers(events), script ? 5_000 : 60_000) : tally
    return { ...rest, remark: `${requests} requests` }
  } finally {
    await world.close()
  }
}
