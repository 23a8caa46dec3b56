import { type Scenario, trackFive } from '../scenario.ts'

/** Nobody listens at the collector's port until six seconds after the events, longer than any library gathers; the page stays open. */
export const refused: Scenario = {
  name: 'refused',
  visitors: 1,
  returns: true,
  patienceMs: 15_000,
  watchMs: 1_000,
  async act(visitor) {
    await visitor.collector.refuse()
    const page = await visitor.visit('/first')
    const events = await trackFive(page)
    await page.waitForTimeout(6_000)
    await visitor.collector.listen()
    return ['page:/first', ...events]
  },
}
