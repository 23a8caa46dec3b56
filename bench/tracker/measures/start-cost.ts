import type { Browser } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'
import { type MainThread, readMainThread } from './read-main-thread.ts'

const THROTTLE = 4

/** What loading and starting takes of the main thread until 1.5 s after `load`, the page itself included, CPU throttled four times. */
export async function measureStartCost(browser: Browser, subject: Subject): Promise<MainThread> {
  const visitor = await welcome(browser, subject)
  try {
    const page = await visitor.context.newPage()
    const session = await visitor.context.newCDPSession(page)
    await session.send('Performance.enable')
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    await page.goto(`${visitor.site.url}/first`, { waitUntil: 'load' })
    await page.waitForTimeout(1_500)
    return await readMainThread(page, session)
  } finally {
    await visitor.leave()
  }
}
