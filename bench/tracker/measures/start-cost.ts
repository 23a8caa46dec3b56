import type { Browser, CDPSession, Page } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'
import { readCpuMs, readLongestTaskMs, readTaskMs } from './main-thread.ts'

/** What loading and starting takes of the main thread, the page itself included, in milliseconds by the clock. */
export interface ThrottledStart {
  taskMs: number
  /** The longest task; 0 when there was none of 50 ms or more. */
  longestTaskMs: number
}

const THROTTLE = 4

/** Loads a page as a new visitor. @returns CPU of the main thread until 1.5 s after `load`, in milliseconds */
export function measureStartCpu(browser: Browser, subject: Subject): Promise<number> {
  return load(browser, subject, 1, (_, session) => readCpuMs(session))
}

/** The same by the clock with the CPU throttled four times: what a phone feels, and as disturbed as the machine is. */
export function measureThrottledStart(browser: Browser, subject: Subject): Promise<ThrottledStart> {
  return load(browser, subject, THROTTLE, async (page, session) => ({
    taskMs: await readTaskMs(session),
    longestTaskMs: await readLongestTaskMs(page),
  }))
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
