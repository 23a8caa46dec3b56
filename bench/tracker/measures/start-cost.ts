import type { Browser } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'
import { readCpuMs, readLongestTaskMs, readTaskMs } from './main-thread.ts'
import { openUnobservedPage, type UnobservedPage } from './unobserved-page.ts'

/** What loading and starting takes of the main thread, the page itself included, in milliseconds by the clock. */
export interface ThrottledStart {
  taskMs: number
  /** The longest task; 0 when there was none of 50 ms or more. */
  longestTaskMs: number
}

const THROTTLE = 4

/** Loads a page as a new visitor. @returns CPU of the main thread until 1.5 s after `load`, in milliseconds */
export function measureStartCpu(browser: Browser, subject: Subject): Promise<number> {
  return load(browser, subject, 1, readCpuMs)
}

/**
 * The same by the clock with the CPU throttled four times: what a phone feels, and as disturbed as the machine is. Measure it only on a
 * quiet one: a start of ours waits five times for other processes of the browser (the permission to use localStorage, its content,
 * sessionStorage, which Chromium opens for a `storage` listener, reading and writing the cookie). That takes about 1 ms in all, but on a
 * busy machine each may take tens, and throttling adds load.
 */
export function measureThrottledStart(browser: Browser, subject: Subject): Promise<ThrottledStart> {
  return load(browser, subject, THROTTLE, async (page) => ({
    taskMs: await readTaskMs(page),
    longestTaskMs: await readLongestTaskMs(page),
  }))
}

async function load<T>(
  browser: Browser,
  subject: Subject,
  rate: number,
  read: (page: UnobservedPage) => Promise<T>,
): Promise<T> {
  const visitor = await welcome(browser, subject)
  const page = await openUnobservedPage(browser)
  try {
    await page.send('Performance.enable')
    await page.send('Emulation.setCPUThrottlingRate', { rate })
    await page.visit(`${visitor.site.url}/first`)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return await read(page)
  } finally {
    await page.close()
    await visitor.leave()
  }
}
