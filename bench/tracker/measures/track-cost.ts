import type { Browser } from 'playwright-core'
import { waitUntil } from '../scenario.ts'
import { type Subject, welcome } from '../visitor.ts'
import { readCpuMs } from './main-thread.ts'

/** What a thousand events in one go cost. */
export interface TrackCost {
  /** CPU of the main thread until a second after all arrived, or 13 s, in milliseconds. */
  cpuMs: number
  /** Events that arrived in that time. */
  arrived: number
}

const EVENTS = 1_000

/** Calls `track` a thousand times in one task. */
export async function measureTrackCost(browser: Browser, subject: Subject): Promise<TrackCost> {
  const visitor = await welcome(browser, subject)
  try {
    const page = await visitor.visit('/first')
    const session = await visitor.context.newCDPSession(page)
    await session.send('Performance.enable')
    const arrived = () =>
      new Set(visitor.collector.arrivals.filter(({ kind }) => kind === 'track').map(({ key }) => key)).size
    const before = await readCpuMs(session)
    await page.evaluate((events) => {
      for (let n = 1; n <= events; n++) window.track('Bench Event', { n: `e${n}` })
    }, EVENTS)
    await waitUntil(() => arrived() >= EVENTS, 12_000)
    await page.waitForTimeout(1_000)
    return { cpuMs: (await readCpuMs(session)) - before, arrived: arrived() }
  } finally {
    await visitor.leave()
  }
}
