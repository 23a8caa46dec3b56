import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Bundle } from './bundle-library.ts'
import type { Library } from './library.ts'
import { type Site, startSite } from './site.ts'
import { type StubCollector, startStubCollector } from './stub-collector.ts'

declare global {
  interface Window {
    track(name: string, properties: object): void
  }
}

/** Somebody with a fresh browser profile, on a site of their own that sends to a collector of its own. */
export interface Visitor {
  context: BrowserContext
  collector: StubCollector
  site: Site
  /** Goes to a tracked page and stays until the library has started and had half a second for its own affairs. */
  visit(path: string): Promise<Page>
  /** The same, in a tab that its own script may close. */
  visitInPopup(path: string): Promise<Page>
  leave(): Promise<void>
}

/** A library, ready to be put on pages. */
export interface Subject {
  library: Library
  bundle: Bundle
}

/** Lets a visitor of their own in. */
export async function welcome(browser: Browser, { library, bundle }: Subject): Promise<Visitor> {
  const collector = await startStubCollector(library)
  const site = await startSite(bundle, collector.url)
  const context = await browser.newContext()
  const settle = async (page: Page) => {
    await page.waitForFunction(() => 'track' in window && document.readyState === 'complete')
    await page.waitForTimeout(500)
    return page
  }
  return {
    context,
    collector,
    site,
    async visit(path) {
      const page = await context.newPage()
      await page.goto(site.url + path)
      return settle(page)
    },
    async visitInPopup(path) {
      const opener = await context.newPage()
      await opener.goto(`${site.url}/plain`)
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        opener.evaluate((url) => void window.open(url), site.url + path),
      ])
      return settle(page)
    },
    async leave() {
      await context.close()
      await site.close()
      await collector.close()
    },
  }
}

/** Takes the network away. Chromium lets beacons of closing pages through all the same, so the collector is gone as well. */
export async function goOffline({ context, collector }: Visitor): Promise<void> {
  await context.setOffline(true)
  await collector.refuse()
}

/** Gives the network back. */
export async function goOnline({ context, collector }: Visitor): Promise<void> {
  await collector.listen()
  await context.setOffline(false)
}
