import { type Scenario, trackFive, waitUntil } from '../scenario.ts'

/** The collector takes the events and the connection breaks before its answer: whoever retries sends them again. */
export const lostAnswer: Scenario = {
  name: 'lost answer',
  visitors: 1,
  returns: true,
  patienceMs: 10_000,
  watchMs: 14_000,
  async act(visitor) {
    const { collector } = visitor
    const page = await visitor.visit('/first')
    collector.fault = 'answer lost'
    const events = await trackFive(page)
    await waitUntil(() => collector.arrivals.some(({ key }) => key === 'e1'), 8_000)
    await page.waitForTimeout(500)
    collector.fault = 'none'
    return events
  },
}
