import { fiveEvents, type Scenario } from '../scenario.ts'

/** The tab is closed in the task of the last event. */
export const tabClosedInTask: Scenario = {
  name: 'tab closed in the same task',
  visitors: 3,
  returns: true,
  patienceMs: 4_000,
  watchMs: 2_000,
  async act(visitor) {
    const page = await visitor.visitInPopup('/first')
    const closed = page.waitForEvent('close')
    await page.evaluate((names) => {
      setTimeout(() => {
        for (const n of names) window.track('Bench Event', { n })
        window.close()
      })
    }, fiveEvents)
    await closed
    return fiveEvents.map((n) => `track:${n}`)
  },
}
