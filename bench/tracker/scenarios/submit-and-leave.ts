import type { Scenario } from '../scenario.ts'

/** A native form is sent, and its page is gone at once. */
export const submitAndLeave: Scenario = {
  name: 'submit and leave',
  visitors: 4,
  returns: true,
  patienceMs: 4_000,
  watchMs: 2_000,
  async act(visitor) {
    const page = await visitor.visit('/first')
    await page.fill('input[name=email]', 'jane@example.com')
    await page.click('button')
    await page.waitForURL('**/plain')
    return ['form:']
  },
}
