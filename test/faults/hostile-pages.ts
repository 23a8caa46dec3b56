import type { Browser } from 'playwright-core'
import type { FaultPage } from './fault-site.ts'
import { createWorld, numbers, type Tally } from './world.ts'

/** Pages that make life hard, with what shows that they do: an expression that is true there. */
export const hostilePages: Record<string, FaultPage & { shows: string }> = {
  'Prototype.js 1.6 and its toJSON': {
    // As that library defined them; double quotes and all.
    script: `for (const type of [String, Number, Array, Date, Boolean]) type.prototype.toJSON = function () { return JSON.stringify('' + this.valueOf()) }`,
    shows: `JSON.stringify({ a: ['b'] }) !== '{"a":["b"]}'`,
  },
  'a JSON.stringify of its own': {
    script: `JSON.stringify = () => 'spoiled'`,
    shows: `JSON.stringify(1) === 'spoiled'`,
  },
  'more on the prototypes of lists and objects': {
    script: `Array.prototype.first = function () {}; Array.prototype.remove = function () {}; Object.prototype.extend = function () {}
      Array.prototype.includes = () => true; Array.prototype.flat = undefined`,
    shows: `[].includes(1)`,
  },
  'a fetch that is wrapped': {
    script: `const real = fetch; window.fetch = function (url, options) { options.headers = { 'x-request': '' }; delete options.headers; return real(url, options) }`,
    shows: `!/native code/.test(fetch)`,
  },
  'a strict policy': {
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:*`,
    },
    script: '',
    shows: `(() => {
      const script = document.createElement('script')
      script.textContent = 'inlineRan = true'
      document.head.append(script)
      return !window.inlineRan
    })()`,
  },
  'Trusted Types': {
    headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types 'none'` },
    script: '',
    shows: `(() => { try { document.createElement('p').innerHTML = '<b>' } catch { return true } })()`,
  },
  'the script loaded twice': {
    head: '<script defer src="/leadlight.js" data-write-key="wk_test"></script>',
    shows: `document.querySelectorAll('script[data-write-key]').length === 2`,
  },
  'a sandbox without storage': {
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
    shows: `(() => { try { localStorage } catch { return true } })()`,
  },
  'an element of our name': {
    head: '<div id="leadlight"></div>',
    shows: `document.getElementById('leadlight') !== null`,
  },
}

/** What a hostile page is told by. */
export interface HostileTally extends Tally {
  /** Whether the page is as hostile as it should be. */
  isHostile: boolean
  /** Page views that were counted. */
  pageViews: number
}

/** A page view and events on a hostile page. */
export async function hostilePage(
  browser: Browser,
  page: FaultPage & { shows: string },
): Promise<HostileTally> {
  const world = await createWorld(browser, page)
  try {
    const tab = await world.visit('/')
    const isHostile = await tab.evaluate(page.shows)
    await world.track(tab, numbers(5))
    await tab.evaluate(() => window.leadlight.flush())
    await world.track(tab, numbers(5, 5))
    await tab.goto(`${world.site.url}/plain`)
    const tally = await world.tally(numbers(10), 10_000)
    return { ...tally, isHostile: isHostile === true, pageViews: world.collector.named('page').length }
  } finally {
    await world.close()
  }
}
