import type { CDPSession, Page } from 'playwright-core'

/** What a page took of its main thread since it began, in milliseconds. */
export interface MainThread {
  /** All tasks: parsing, compiling, running, layout. */
  taskMs: number
  scriptMs: number
  /** The longest task of 50 ms or more; 0 when there was none. */
  longestTaskMs: number
}

/** Reads Chromium's own counters; `Performance.enable` must have been sent. */
export async function readMainThread(page: Page, session: CDPSession): Promise<MainThread> {
  const { metrics } = await session.send('Performance.getMetrics')
  const inMs = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN)
  const [taskMs, scriptMs] = [inMs('TaskDuration'), inMs('ScriptDuration')]
  const longestTaskMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let longest = 0
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
        })
        observer.observe({ type: 'longtask', buffered: true })
        setTimeout(() => resolve(longest), 100)
      }),
  )
  return { taskMs, scriptMs, longestTaskMs }
}
