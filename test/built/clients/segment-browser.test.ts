import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser } from '../../shared-browser.ts'
import { type ClientCollector, startClientCollector } from './client-collector.ts'
import { type ClientSite, startClientSite } from './client-site.ts'

/** Segment's own client for browsers. It gets its settings from the collector, as it gets them from Segment otherwise. */

const userId = 'customer-42'
const script = `
  import { AnalyticsBrowser } from '@segment/analytics-next'
  const deliveryStrategy = { strategy: delivery, config: { size: 4, timeout: 100 } }
  window.analytics = AnalyticsBrowser.load(
    { writeKey: 'wk_test', cdnURL: collector },
    { integrations: { 'Segment.io': { deliveryStrategy } } },
  )`
const browser = sharedBrowser()
let site: ClientSite

beforeAll(async () => {
  site = await startClientSite(script, 'esm')
})
afterAll(() => site?.close())

describe.each(['standard', 'batching'])('delivering by its %s strategy', (strategy) => {
  let collector: ClientCollector
  const failures: string[] = []

  beforeAll(async () => {
    collector = await startClientCollector()
    const page = await browser().newPage()
    page.on('pageerror', (error) => failures.push(String(error)))
    await page.addInitScript(([url, delivery]) => Object.assign(window, { collector: url, delivery }), [
      collector.url,
      strategy,
    ] as const)
    await page.goto(`${site.url}/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=spring`)
    await act(page)
    await page.close()
  })
  afterAll(() => collector.close())

  it('makes an identified lead with the source of its visit', async () => {
    expect(failures).toEqual([])
    expect(await collector.onlyLead()).toMatchObject({
      userId,
      email: 'meera@dairy.example',
      traits: { name: 'Meera Pal' },
      firstSource: { source: 'newsletter', medium: 'email', campaign: 'spring' },
    })
    expect(await collector.rules(`user:${userId}`)).toContain('pricing')
  })

  it('stores every event, with the page it happened on', async () => {
    const names = ['Demo Requested', 'group', 'identify', 'page']
    expect(await collector.eventNames(`user:${userId}`)).toEqual(names)
    const events = await collector.events(`user:${userId}`)
    expect(events.find((event) => event.name === 'page')?.properties).toMatchObject({
      path: '/pricing',
      title: 'Prices',
    })
    await collector.expectNoneRefused()
  })
})

/** Does what a visitor and the site's own code do; resolves when the collector has accepted all of it. */
async function act(page: Page): Promise<void> {
  let taken = 0
  const complete = new Promise<void>((resolve, reject) => {
    page.on('response', (response) => {
      const request = response.request()
      if (request.method() !== 'POST') return
      if (response.status() !== 200) reject(new Error(`the collector answered ${response.status()}`))
      taken += request.postDataJSON().batch?.length ?? 1
      if (taken === 4) resolve()
    })
  })
  await page.waitForFunction('window.analytics')
  await page.evaluate(`(async () => {
    await analytics.page()
    await analytics.track('Demo Requested', { plan: 'fleet' })
    await analytics.identify('${userId}', { email: 'meera@dairy.example', name: 'Meera Pal' })
    await analytics.group('pal-dairy', { employees: 120 })
  })()`)
  await complete
}
