import { type Scenario, trackFive } from '../scenario.ts'

/** The collector answers 503 until three seconds after the events; the page stays open. */
export const unavailable: Scenario = {
  name: '503 for 3 s',
  visitors: 1,
  returns: true,
  patienceMs: 15_000,
  watchMs: 1_000,
  async act(visitor) {
    visitor.collector.fault = 'unavailable'
    const page = await visitor.visit('/first')
    const events = await trackFive(page)
    await page.waitForTimeout(3_000)
    visitor.collector.fault = 'none'
    return ['page:/first', ...events]
  },
}
