import type { Browser } from 'playwright-core'
import { createWorld, numbers, type Tally } from './world.ts'

/** Ways to leave a page, as scripts that track one event and leave in the same task. */
const ways = {
  link: `leadlight.track('Fault', { n }); document.querySelector('a').click()`,
  form: `leadlight.track('Fault', { n }); document.querySelector('form').submit()`,
  location: `leadlight.track('Fault', { n }); location = '/located'`,
  reload: `leadlight.track('Fault', { n }); location.reload()`,
  back: `leadlight.track('Fault', { n }); history.back()`,
}

/** An event, and a navigation right after it, by link, form, address, reload and history. */
export async function navigations(browser: Browser, count: number, script = ''): Promise<Tally> {
  const world = await createWorld(browser, { script })
  try {
    const page = await world.visit('/')
    const names = Object.keys(ways) as (keyof typeof ways)[]
    for (let n = 0; n < count; n++) {
      const way = names[n % names.length] ?? 'link'
      const left = page.waitForEvent('domcontentloaded')
      await page.evaluate(`{ const n = ${n}; setTimeout(() => { ${ways[way]} }) }`)
      await left
      await page.waitForFunction(() => 'track' in (window.leadlight ?? {}))
    }
    return await world.tally(numbers(count), script ? 3_000 : 20_000)
  } finally {
    await world.close()
  }
}
