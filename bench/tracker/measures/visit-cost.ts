import type { Browser } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'

/** What one visit takes of the network, towards the collector. */
export interface VisitCost {
  /** Preflights not counted. */
  requests: number
  preflights: number
  /** Bodies and query strings; headers not counted. */
  bytesUp: number
  /** Requests that no event could be read from, if any. */
  unread: string[]
}

/** A page view, three events, a form sent natively, and the next page, watched until six seconds after its load. */
export async function measureVisitCost(browser: Browser, subject: Subject): Promise<VisitCost> {
  const visitor = await welcome(browser, subject)
  try {
    const page = await visitor.visit('/first')
    for (const n of ['e1', 'e2', 'e3']) {
      await page.evaluate((name) => window.track('Bench Event', { n: name }), n)
      await page.waitForTimeout(300)
    }
    await page.fill('input[name=email]', 'jane@example.com')
    await page.click('button')
    await page.waitForURL('**/plain')
    await page.goto(`${visitor.site.url}/second`)
    await page.waitForTimeout(6_000)
    const { uploads, unread } = visitor.collector
    const sent = uploads.filter(({ method }) => method !== 'OPTIONS')
    return {
      requests: sent.length,
      preflights: uploads.length - sent.length,
      bytesUp: sent.reduce((sum, { path, body }) => sum + body.length + (path.split('?')[1]?.length ?? 0), 0),
      unread,
    }
  } finally {
    await visitor.leave()
  }
}
