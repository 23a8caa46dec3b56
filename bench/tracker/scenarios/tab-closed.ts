import { fiveEvents, type Scenario } from '../scenario.ts'

/** The tab is closed a tenth of a second after the last event. */
export const tabClosed: Scenario = {
  name: 'tab closed',
  visitors: 3,
  returns: true,
  patienceMs: 4_000,
  watchMs: 2_000,
  async act(visitor) {
    const page = await visitor.visitInPopup('/first')
    const closed = page.waitForEvent('close')
    await page.evaluate((names) => {
      for (const n of names) window.track('Bench Event', { n })
      setTimeout(() => window.close(), 100)
    }, fiveEvents)
    await closed
    return fiveEvents.map((n) => `track:${n}`)
  },
}
