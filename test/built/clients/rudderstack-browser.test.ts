import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../browser.ts'
import { root } from '../../source-tree.ts'
import { type ClientCollector, startClientCollector } from './client-collector.ts'

/**
 * RudderStack's own client for browsers, as npm brings it, bundled as a site does, on a page of another origin than the
 * collector. Its data plane and its settings are the collector's address.
 */

const userId = 'customer-42'
const names = ['Demo Requested', 'group', 'identify', 'page']
let browser: Browser
let site: Server
let siteUrl: string
let collector: ClientCollector
const failures: string[] = []

beforeAll(async () => {
  collector = await startClientCollector()
  const script = await bundleClient()
  site = createServer((request, response) => {
    if (request.url === '/client.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!doctype html><title>Prices</title><script src="/client.js"></script><h1>Prices</h1>')
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
  await collector?.close()
})

it('makes an identified lead of a company, with the source of its visit, and keeps every event', async () => {
  const page = await browser.newPage()
  page.on('pageerror', (error) => failures.push(String(error)))
  const answered: number[] = []
  const complete = new Promise<void>((resolve) => {
    page.on('response', (response) => {
      if (response.request().method() !== 'POST') return
      if (answered.push(response.status()) === names.length) resolve()
    })
  })
  await page.addInitScript((url) => Object.assign(window, { collector: url }), collector.url)
  await page.goto(`${siteUrl}/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=spring`)
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

async function bundleClient(): Promise<string> {
  const contents = `
    import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'
    const analytics = new RudderAnalytics()
    analytics.load('wk_test', collector, { configUrl: collector })
    analytics.page()
    analytics.track('Demo Requested', { plan: 'fleet' })
    analytics.identify('${userId}', { email: 'meera@dairy.example', name: 'Meera Pal' })
    analytics.group('pal-dairy', { name: 'Pal Dairy', employees: 120 })`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
