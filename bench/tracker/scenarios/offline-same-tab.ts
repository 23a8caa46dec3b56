import { type Scenario, trackFive } from '../scenario.ts'
import { goOffline, goOnline } from '../visitor.ts'

/** The network is gone for six seconds, longer than any library gathers, while events happen; the page stays open. */
export const offlineSameTab: Scenario = {
  name: 'offline, same tab',
  visitors: 1,
  returns: true,
  patienceMs: 15_000,
  watchMs: 1_000,
  async act(visitor) {
    const page = await visitor.visit('/first')
    await goOffline(visitor)
    const events = await trackFive(page)
    await page.waitForTimeout(6_000)
    await goOnline(visitor)
    return events
  },
}
