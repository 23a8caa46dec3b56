import type { Browser, CDPSession, Page } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'
import { readCpuMs, readLongestTaskMs, readTaskMs } from './main-thread.ts'

/** What loading and starting takes of the main thread until 1.5 s after `load`, the page itself included, in milliseconds. */
export interface StartCost {
  cpuMs: number
  /** By the clock, with the CPU throttled four times; as disturbed as the machine is. */
  throttledTaskMs: number
  /** The longest task with the CPU throttled; 0 when there was none of 50 ms or more. */
  longestTaskMs: number
}

const THROTTLE = 4

/** Loads a page twice, each time as a new visitor. */
export async function measureStartCost(browser: Browser, subject: Subject): Promise<StartCost> {
  const cpuMs = await load(browser, subject, 1, (_, session) => readCpuMs(session))
  const throttled = await load(browser, subject, THROTTLE, async (page, session) => ({
    throttledTaskMs: await readTaskMs(session),
    longestTaskMs: await readLongestTaskMs(page),
  }))
  return { cpuMs, ...throttled }
}

async function load<T>(
  browser: Browser,
  subject: Subject,
  rate: number,
  read: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const visitor = await welcome(browser, subject)
  try {
    const page = await visitor.context.newPage()
    const session = await visitor.context.newCDPSession(page)
    await session.send('Performance.enable')
    await session.send('Emulation.setCPUThrottlingRate', { rate })
    await page.goto(`${visitor.site.url}/first`, { waitUntil: 'load' })
    await page.waitForTimeout(1_500)
    return await read(page, session)
  } finally {
    await visitor.leave()
  }
}
