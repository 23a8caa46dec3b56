import { type Scenario, trackFive } from '../scenario.ts'
import { goOffline, goOnline } from '../visitor.ts'

/** Events happen without network and the tab is closed before it is back: only a return visit can bring them. */
export const offlineAndClosed: Scenario = {
  name: 'offline and closed',
  visitors: 1,
  returns: true,
  patienceMs: 1_000,
  watchMs: 1_000,
  async act(visitor) {
    const page = await visitor.visitInPopup('/first')
    await goOffline(visitor)
    const events = await trackFive(page)
    await page.waitForTimeout(1_000)
    const closed = page.waitForEvent('close')
    await page.evaluate(() => void setTimeout(() => window.close(), 50))
    await closed
    // Long enough for what the closing page still tried to send to fail.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await goOnline(visitor)
    return events
  },
}
