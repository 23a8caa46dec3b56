import { type Scenario, trackFive } from '../scenario.ts'

/** Nothing goes wrong. */
export const baseline: Scenario = {
  name: 'baseline',
  visitors: 1,
  returns: true,
  patienceMs: 8_000,
  watchMs: 3_000,
  async act(visitor) {
    const page = await visitor.visit('/first')
    return ['page:/first', ...(await trackFive(page))]
  },
}
