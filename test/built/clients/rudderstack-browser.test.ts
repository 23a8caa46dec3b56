import { afterAll, beforeAll, expect, it } from 'vitest'
import { sharedBrowser } from '../../shared-browser.ts'
import { type ClientCollector, startClientCollector } from './client-collector.ts'
import { type ClientSite, startClientSite } from './client-site.ts'

/** RudderStack's own client for browsers. Its data plane and its settings are at the collector's address. */

const userId = 'customer-42'
const names = ['Demo Requested', 'group', 'identify', 'page']
const script = `
  import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'
  const analytics = new RudderAnalytics()
  analytics.load('wk_test', collector, { configUrl: collector })
  analytics.page()
  analytics.track('Demo Requested', { plan: 'fleet' })
  analytics.identify('${userId}', { email: 'meera@dairy.example', name: 'Meera Pal' })
  analytics.group('pal-dairy', { name: 'Pal Dairy', employees: 120 })`
const browser = sharedBrowser()
let site: ClientSite
let collector: ClientCollector
const failures: string[] = []

beforeAll(async () => {
  collector = await startClientCollector()
  site = await startClientSite(script, 'iife')
})
afterAll(async () => {
  site?.close()
  await collector?.close()
})

it('makes an identified lead of a company, with the source of its visit, and stores every event', async () => {
  const page = await browser().newPage()
  page.on('pageerror', (error) => failures.push(String(error)))
  const answered: number[] = []
  const complete = new Promise<void>((resolve) => {
    page.on('response', (response) => {
      if (response.request().method() !== 'POST') return
      if (answered.push(response.status()) === names.length) resolve()
    })
  })
  await page.addInitScript((url) => Object.assign(window, { collector: url }), collector.url)
  await page.goto(`${site.url}/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=spring`)
  await complete
  await page.close()

  expect(failures).toEqual([])
  expect(answered).toEqual(names.map(() => 200))
  expect(await collector.onlyLead()).toMatchObject({
    userId,
    email: 'meera@dairy.example',
    traits: { name: 'Meera Pal', company: 'Pal Dairy', employees: 120 },
    firstSource: { source: 'newsletter', medium: 'email', campaign: 'spring' },
  })
  expect(await collector.rules(`user:${userId}`)).toContain('pricing')
  expect(await collector.eventNames(`user:${userId}`)).toEqual(names)
  await collector.expectNoneRefused()
})
