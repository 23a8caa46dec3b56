import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { googleTag, type TcfPlatform, tcfPlatform } from '../consent-platforms.ts'
import { type DistSite, startDistSite } from '../dist-site.ts'
import { type SegmentStub, startSegmentStub } from '../segment-stub.ts'
import { sharedBrowser } from '../shared-browser.ts'

/** Consent platforms decide for the script tag, in a real browser. */

interface TrackedPage {
  platform: TcfPlatform
  gtag(...args: unknown[]): void
  leadlight: { anonymousId?(): string | undefined }
}

const browser = sharedBrowser()
let context: BrowserContext
let collector: SegmentStub
let site: DistSite
let head: string

beforeEach(async () => {
  collector = await startSegmentStub()
  site = await startDistSite(
    () => `${head}<script defer src="/leadlight.js" data-write-key="wk" data-consent="required"
      data-collector="${collector.url}"></script>`,
  )
  context = await browser().newContext()
})
afterEach(async () => {
  await context.close()
  await site.close()
  await collector.close()
})

async function visit(path = '/'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.url + path, { waitUntil: 'load' })
  return page
}
/** Whether the visitor is tracked, once timers of 20 ms had their turn. */
const isTracked = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return !!(window as unknown as TrackedPage).leadlight.anonymousId?.()
  })
const tracked = (page: Page) => vi.waitFor(async () => expect(await isTracked(page)).toBe(true), 10_000)
const untracked = (page: Page) => vi.waitFor(async () => expect(await isTracked(page)).toBe(false), 10_000)
/** All that the page keeps on the device. */
const kept = (page: Page) =>
  page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...document.cookie.split('; ').filter(Boolean),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ])

describe('the IAB’s framework', () => {
  const load = (page: Page, ...args: Parameters<TcfPlatform['load']>) =>
    page.evaluate((args) => (window as unknown as TrackedPage).platform.load(...args), args)
  const choose = (page: Page, ...args: Parameters<TcfPlatform['choose']>) =>
    page.evaluate((args) => (window as unknown as TrackedPage).platform.choose(...args), args)

  beforeEach(() => {
    head = `${tcfPlatform}<script defer src="/leadlight-tcf.js"></script>`
  })

  test('nothing is stored or sent until the visitor consents, and a withdrawal takes effect at once', async () => {
    const page = await visit()
    expect(await isTracked(page)).toBe(false)
    await load(page, true)
    expect(await isTracked(page)).toBe(false)
    expect(await kept(page)).toEqual([])
    await choose(page, { 1: true, 8: true })
    await tracked(page)
    await vi.waitFor(() => expect(collector.named('page')).toHaveLength(1), 10_000)

    // The same visitor on the next page, where the platform only tells the earlier choice.
    const id = collector.named('page')[0]?.anonymousId
    const next = await visit('/next')
    await load(next, true, { 1: true, 8: true })
    await tracked(next)
    await vi.waitFor(() => expect(collector.named('page')).toHaveLength(2), 10_000)
    expect(collector.named('page')[1]?.anonymousId).toBe(id)

    await choose(next, { 1: true, 8: false })
    await untracked(next)
    await vi.waitFor(async () => expect(await kept(next)).toEqual(['leadlight-consent']), 10_000)
  })

  test.each([
    ['no purpose', {}],
    ['one of two purposes', { 1: true }],
    ['all other purposes', { 2: true, 3: true, 4: true, 5: true, 8: true, 9: true }],
  ])('%s is not consent', async (_, consents) => {
    const page = await visit()
    await load(page, true, consents)
    expect(await isTracked(page)).toBe(false)
    await choose(page, { 1: true, 8: true })
    await tracked(page)
  })

  test('other purposes and a vendor can be required by attributes', async () => {
    head = `${tcfPlatform}<script defer src="/leadlight-tcf.js" data-purposes="1, 9" data-vendor="42"></script>`
    const page = await visit()
    await load(page, true, { 1: true, 9: true }, { 41: true })
    expect(await isTracked(page)).toBe(false)
    await choose(page, { 1: true, 9: true }, { 42: true })
    await tracked(page)
  })

  test('where the GDPR does not apply, tracking runs unless the browser asks not to be tracked', async () => {
    const page = await visit()
    await load(page, false)
    await tracked(page)
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
    )
    const quiet = await visit()
    await load(quiet, false)
    await untracked(quiet)
  })

  test('a platform may load later than the scripts', async () => {
    head = '<script defer src="/leadlight-tcf.js"></script>'
    const page = await visit()
    await page.evaluate(() => {
      const data = {
        eventStatus: 'tcloaded',
        gdprApplies: true,
        purpose: { consents: { 1: true, 8: true } },
        listenerId: 1,
      }
      Object.assign(window, {
        __tcfapi: (_command: string, _version: number, callback: (data: object, success: boolean) => void) =>
          callback(data, true),
      })
    })
    await tracked(page)
  })
})

describe('Google’s Consent Mode', () => {
  const gtag = (page: Page, ...args: unknown[]) =>
    page.evaluate((args) => (window as unknown as TrackedPage).gtag(...args), args)
  const both = (value: string) => ({ analytics_storage: value, ad_user_data: value })
  const adapter = '<script defer src="/leadlight-google-consent.js"></script>'
  const defaults = (parameters: object) =>
    `${googleTag}<script>gtag('consent', 'default', ${JSON.stringify(parameters)})</script>${adapter}`

  test('consent can be denied by default, then granted and withdrawn by updates, for the same visitor', async () => {
    head = defaults({ ...both('denied'), ad_storage: 'denied', wait_for_update: 500 })
    const page = await visit()
    expect(await isTracked(page)).toBe(false)
    expect(await kept(page)).toEqual([])
    // Type after type, as some platforms tell it.
    await page.evaluate(() => {
      const { gtag } = window as unknown as TrackedPage
      gtag('consent', 'update', { analytics_storage: 'granted' })
      gtag('consent', 'update', { ad_user_data: 'granted' })
      gtag('event', 'page_view')
    })
    await tracked(page)
    await vi.waitFor(() => expect(collector.named('page')).toHaveLength(1), 10_000)

    const next = await visit('/next')
    await gtag(next, 'consent', 'update', both('granted'))
    await vi.waitFor(() => expect(collector.named('page')).toHaveLength(2), 10_000)
    expect(new Set(collector.named('page').map(({ anonymousId }) => anonymousId)).size).toBe(1)

    await gtag(next, 'consent', 'update', { analytics_storage: 'denied' })
    await untracked(next)
    await vi.waitFor(async () => expect(await kept(next)).toEqual(['leadlight-consent']), 10_000)
  })

  test('every type is required, or those that an attribute names', async () => {
    head = defaults(both('denied'))
    const page = await visit()
    await gtag(page, 'consent', 'update', { analytics_storage: 'granted', ad_storage: 'granted' })
    expect(await isTracked(page)).toBe(false)
    head = defaults(both('denied')).replace('defer', 'defer data-types="analytics_storage"')
    const other = await visit()
    await gtag(other, 'consent', 'update', { analytics_storage: 'granted' })
    await tracked(other)
  })

  test('a default that grants everywhere is consent, one that denies somewhere is not', async () => {
    head = defaults(both('granted'))
    await tracked(await visit())
    await context.clearCookies()
    head = `${defaults(both('granted'))}<script>gtag('consent', 'default', { ...${JSON.stringify(both('denied'))}, region: ['DE'] })</script>`
    const fresh = await browser().newContext()
    const page = await fresh.newPage()
    await page.goto(site.url)
    expect(await isTracked(page)).toBe(false)
    await fresh.close()
  })

  test('Tag Manager may load before or after', async () => {
    head = `${googleTag}<script>{ const { push } = dataLayer; dataLayer.push = function () { return push.apply(this, arguments) } }</script>${adapter}`
    const page = await visit()
    await page.evaluate(() => {
      const { dataLayer } = window as unknown as { dataLayer: unknown[] }
      const { push } = dataLayer
      dataLayer.push = (...entries) => push.apply(dataLayer, entries)
    })
    await gtag(page, 'consent', 'update', both('granted'))
    await tracked(page)
    expect(await page.evaluate(() => (window as unknown as { dataLayer: unknown[] }).dataLayer.length)).toBe(
      1,
    )
  })
})
