import { openHideableTab } from '../../../test/hideable-tab.ts'
import { benchFlags } from '../launch.ts'
import { startSite } from '../site.ts'
import { startStubCollector } from '../stub-collector.ts'
import type { Subject } from '../visitor.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Reads a page for five seconds, hides it for five, reads on for five and goes elsewhere.
 *
 * @returns the time that the library reported, less the time that the page was visible, in milliseconds
 */
export async function measureEngagedError({ library, bundle }: Subject): Promise<number> {
  const collector = await startStubCollector(library)
  const site = await startSite(bundle, collector.url)
  const tab = await openHideableTab(benchFlags)
  try {
    await tab.open(`${site.url}/read`)
    await wait(5_000)
    await tab.hide()
    await wait(5_000)
    await tab.show()
    await wait(5_000)
    await tab.open(`${site.url}/plain`)
    await wait(3_000)
    const reports = collector.arrivals.flatMap(({ kind, ms }) => (kind === 'engaged' && ms ? [ms] : []))
    const reported =
      library.engaged === 'largest' ? Math.max(0, ...reports) : reports.reduce((sum, ms) => sum + ms, 0)
    return reported - site.visibleMs
  } finally {
    await tab.close()
    await site.close()
    await collector.close()
  }
}
