/** What metrics are read from: a session of the DevTools protocol. */
interface Metered {
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }>
}

/** What runs a function in a page. */
interface Scripted {
  evaluate<T>(action: () => Promise<T>): Promise<T>
}

/**
 * CPU that a page's main thread has used, in milliseconds: Chromium's own counter, which other processes do not disturb.
 * `Performance.enable` must have been sent.
 */
export function readCpuMs(session: Metered): Promise<number> {
  return readMetric(session, 'ThreadTime')
}

/** How long all tasks of a page's main thread took by the clock, in milliseconds. `Performance.enable` must have been sent. */
export function readTaskMs(session: Metered): Promise<number> {
  return readMetric(session, 'TaskDuration')
}

/** The page's longest task of 50 ms or more so far, in milliseconds; 0 when there was none. */
export function readLongestTaskMs(page: Scripted): Promise<number> {
  return page.evaluate(
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
}

/** Metrics in seconds: https://chromedevtools.github.io/devtools-protocol/tot/Performance/ */
async function readMetric(session: Metered, wanted: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1_000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN)
}
