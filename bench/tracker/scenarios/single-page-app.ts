import type { Scenario } from '../scenario.ts'

/** Four changes of path as routers make them, which first replace the state under the same URL; no code of the page's own. */
export const singlePageApp: Scenario = {
  name: 'single-page app',
  visitors: 1,
  returns: false,
  patienceMs: 7_000,
  watchMs: 3_000,
  async act(visitor) {
    const page = await visitor.visit('/spa/0')
    const paths = ['/spa/1', '/spa/2', '/spa/3', '/spa/4']
    for (const path of paths) {
      await page.evaluate((next) => {
        history.replaceState({ scroll: 0 }, '', location.href)
        history.pushState({}, '', next)
        document.title = next
      }, path)
      await page.waitForTimeout(400)
    }
    return ['/spa/0', ...paths].map((path) => `page:${path}`)
  },
}
