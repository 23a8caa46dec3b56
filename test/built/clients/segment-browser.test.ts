import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../browser.ts'
import { root } from '../../source-tree.ts'
import { type ClientCollector, startClientCollector } from './client-collector.ts'

/**
 * Segment's own client for browsers, as npm brings it, bundled as a site does, on a page of another origin than the
 * collector. It is told where to send, and gets its settings from the collector, as it gets them from Segment.
 */

const userId = 'customer-42'
let browser: Browser
let site: Server
let siteUrl: string

beforeAll(async () => {
  const script = await bundleClient()
  site = createServer((request, response) => {
    if (request.url === '/client.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          '<!doctype html><title>Prices</title><script type="module" src="/client.js"></script><h1>Prices</h1>',
        )
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  site?.closeAllConnections()
  site?.close()
})

describe.each(['standard', 'batching'])('delivering by its %s strategy', (strategy) => {
  let collector: ClientCollector
  const failures: string[] = []

  beforeAll(async () => {
    collector = await startClientCollector()
    const page = await browser.newPage()
    page.on('pageerror', (error) => failures.push(String(error)))
    await page.addInitScript(([url, delivery]) => Object.assign(window, { collector: url, delivery }), [
      collector.url,
      strategy,
    ] as const)
    await page.goto(`${siteUrl}/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=spring`)
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

  it('keeps every event, with the page it happened on', async () => {
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

/** What a visitor and the site's own code do; resolves when the collector has taken all of it. */
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

async function bundleClient(): Promise<string> {
  const contents = `
    import { AnalyticsBrowser } from '@segment/analytics-next'
    const deliveryStrategy = { strategy: delivery, config: { size: 4, timeout: 100 } }
    window.analytics = AnalyticsBrowser.load(
      { writeKey: 'wk_test', cdnURL: collector },
      { integrations: { 'Segment.io': { deliveryStrategy } } },
    )`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
