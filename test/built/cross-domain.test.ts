import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { browserFlags, requireBrowser } from '../browser.ts'
import { type DistSite, startDistSite } from '../dist-site.ts'
import { type SegmentStub, startSegmentStub } from '../segment-stub.ts'

/** A visitor who goes from one of a company's domains to another, by real host names that all lead to this machine. */

let browser: Browser
let context: BrowserContext
let collector: SegmentStub
let site: DistSite
let mode: string
let tags: string
let errors: string[]

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...browserFlags, '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.test 127.0.0.1'],
  })
})
afterAll(() => browser.close())
beforeEach(async () => {
  collector = await startSegmentStub()
  mode = 'opt-out'
  tags = `<script defer src="/leadlight-cross-domain.js" data-link-domains="shop.example, shop.test"></script>
<script defer src="/leadlight.js"`
  errors = []
  site = await startDistSite((path) => {
    const link = (host: string, more = '', query = '?utm_source=blog&x=%20+') =>
      `<p><a ${more} href="http://${host}:${site.port}/landing${query}#part">${host} ${more}</a></p>`
    return `<script>window.addressSeen = location.href</script>
${tags} data-write-key="wk" data-collector="${collector.url}" data-consent="${mode}"></script>
<body>${path}${link('shop.test')}${link('www.shop.test', 'target=_blank')}${link('stranger.test')}${link('www.shop.example')}
${link('shop.test', 'rel=noreferrer')}${link('shop.test', 'id=poisoned', '?_ll=forged.1.2')}</body>`
  })
  context = await browser.newContext()
  context.on('weberror', (error) => errors.push(`${error.error()}`))
})
afterEach(async () => {
  await context.close()
  await site.close()
  await collector.close()
  expect(errors).toEqual([])
})

const at = (host: string, path = '/') => `http://${host}:${site.port}${path}`
const api = 'leadlight' as const
const idOf = (page: Page) =>
  page.evaluate(
    (name) => (window as unknown as Record<string, { anonymousId(): string }>)[name]?.anonymousId(),
    api,
  )
const consent = (page: Page, decision: string) =>
  page.evaluate(
    ([name, decision]) =>
      (window as unknown as Record<string, { consent(decision: string): void }>)[name as string]?.consent(
        `${decision}`,
      ),
    [api, decision],
  )

async function visit(host: string, referer?: string, path?: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(at(host, path), referer ? { referer } : {})
  return page
}
/** Follows a link, and gives the address as the next page's first script saw it. */
async function follow(page: Page, text: string): Promise<string> {
  await page.getByRole('link', { name: text, exact: true }).click()
  await page.waitForURL('**/landing*')
  return page.evaluate(() => (window as unknown as { addressSeen: string }).addressSeen)
}
/** The ticket in the link to shop.test, as a click would write it, without going there. */
const ticketOf = (page: Page) =>
  page.evaluate(() => {
    const link = document.querySelector('a')
    let href = ''
    link?.addEventListener(
      'click',
      (event) => {
        href = link.href
        event.preventDefault()
      },
      { once: true },
    )
    link?.click()
    return new URL(href).searchParams.get('_ll') ?? ''
  })

test('a link carries the visitor along, and the address is clean before anything is sent', async () => {
  const page = await visit('www.shop.example')
  const visitor = await idOf(page)
  expect(await follow(page, 'shop.test')).toMatch(/\?utm_source=blog&x=%20\+&_ll=[\w.-]+#part$/)
  expect(page.url()).toBe(at('shop.test', '/landing?utm_source=blog&x=%20+#part'))
  expect(await idOf(page)).toBe(visitor)
  await vi.waitFor(() => expect(collector.named('page')).toHaveLength(2), 10_000)
  expect(collector.named('page').map(({ anonymousId }) => anonymousId)).toEqual([visitor, visitor])
  expect(JSON.stringify([...collector.messages.values()])).not.toContain('_ll')
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
})

test('one attribute on the script tag is enough; the needed file loads before the first page view', async () => {
  tags = '<script defer src="/leadlight.js" data-link-domains="shop.example shop.test"'
  const page = await visit('shop.example')
  await vi.waitFor(async () => expect(await idOf(page)).toBeDefined(), 10_000)
  const visitor = await idOf(page)
  expect(await follow(page, 'shop.test')).toContain('_ll=')
  await vi.waitFor(async () => expect(await idOf(page)).toBe(visitor), 10_000)
  expect(page.url()).not.toContain('_ll')
  await vi.waitFor(() => expect(collector.named('page')).toHaveLength(2), 10_000)
  expect(collector.named('page').map(({ anonymousId }) => anonymousId)).toEqual([visitor, visitor])
})

test('a page is tracked even if that file cannot be loaded', async () => {
  tags = '<script defer src="/leadlight.js" data-link-domains="shop.example shop.test"'
  await context.route('**/leadlight-cross-domain.js', (route) => route.abort())
  await visit('shop.example')
  await vi.waitFor(() => expect(collector.named('page')).toHaveLength(1), 10_000)
})

test('a link in a new tab works, too, and the link itself is unchanged', async () => {
  const page = await visit('shop.example')
  const link = page.getByRole('link', { name: 'www.shop.test target=_blank' })
  const written = await link.getAttribute('href')
  const [opened] = await Promise.all([context.waitForEvent('page'), link.click()])
  await opened.waitForURL('**/landing*')
  await vi.waitFor(async () => expect(await idOf(opened)).toBe(await idOf(page)), 10_000)
  const middle = page.getByRole('link', { name: 'shop.test', exact: true })
  const [other] = await Promise.all([context.waitForEvent('page'), middle.click({ button: 'middle' })])
  await other.waitForURL('**/landing*')
  await vi.waitFor(async () => expect(await idOf(other)).toBe(await idOf(page)), 10_000)
  expect(await link.getAttribute('href')).toBe(written)
})

test('links to other sites, the same domain or without a referrer get no ticket', async () => {
  for (const text of ['stranger.test', 'www.shop.example', 'shop.test rel=noreferrer']) {
    const page = await visit('shop.example')
    expect(await follow(page, text)).not.toContain('_ll')
  }
})

test('a ticket in a link on the page is replaced by the visitor’s own', async () => {
  const page = await visit('shop.example')
  const visitor = await idOf(page)
  expect(await follow(page, 'shop.test id=poisoned')).not.toContain('forged')
  expect(await idOf(page)).toBe(visitor)
})

test('a ticket counts once', async () => {
  const page = await visit('shop.example')
  const ticket = await ticketOf(page)
  const first = await visit('shop.test', at('shop.example'), `/landing?_ll=${ticket}`)
  expect(await idOf(first)).toBe(await idOf(page))
  await first.evaluate((name) => (window as unknown as Record<string, { reset(): void }>)[name]?.reset(), api)
  const somebodyElse = await idOf(first)
  const again = await visit('shop.test', at('shop.example'), `/landing?_ll=${ticket}`)
  expect(await idOf(again)).toBe(somebodyElse)
  expect(again.url()).not.toContain('_ll')
})

test.each([
  ['from elsewhere', (ticket: string) => ['shop.test', 'http://evil.test/', ticket] as const],
  ['with no referrer', (ticket: string) => ['shop.test', undefined, ticket] as const],
  ['for another domain', (ticket: string) => ['shop.example', 'http://shop.test/', ticket] as const],
  ['changed', (ticket: string) => ['shop.test', 'http://shop.example/', ticket.replace(/\d/, 'x')] as const],
  [
    'expired',
    (ticket: string) =>
      ['shop.test', 'http://shop.example/', ticket.replace(/\.\w+\./, '.k000000.')] as const,
  ],
])('a ticket is ignored %s, but removed from the address', async (_, change) => {
  const page = await visit('shop.example')
  const visitor = await idOf(page)
  const [host, referer, ticket] = change(await ticketOf(page))
  await context.clearCookies()
  const fresh = await browser.newContext()
  const arrived = await fresh.newPage()
  await arrived.goto(at(host, `/landing?_ll=${ticket}`), referer ? { referer } : {})
  expect(await idOf(arrived)).toMatch(/^[\d-]{16,}$/)
  expect(await idOf(arrived)).not.toBe(visitor)
  expect(arrived.url()).toBe(at(host, '/landing'))
  await fresh.close()
})

test('the same ticket is accepted in time from the right page (negative control)', async () => {
  const page = await visit('shop.example')
  const ticket = await ticketOf(page)
  const fresh = await browser.newContext()
  const arrived = await fresh.newPage()
  await arrived.goto(at('shop.test', `/landing?_ll=${ticket}`), { referer: at('shop.example') })
  expect(await idOf(arrived)).toBe(await idOf(page))
  await fresh.close()
})

test('without consent no ticket is made, and one that arrives waits for consent', async () => {
  mode = 'required'
  const page = await visit('shop.example')
  expect(await follow(page, 'shop.test')).not.toContain('_ll')
  await page.goto(at('shop.example'))
  await consent(page, 'granted')
  const visitor = await idOf(page)
  await follow(page, 'shop.test')
  expect(page.url()).not.toContain('_ll')
  expect(await idOf(page)).toBeUndefined()
  expect(await page.evaluate(() => [document.cookie, ...Object.keys(localStorage)].join(''))).toBe('')
  await consent(page, 'granted')
  expect(await idOf(page)).toBe(visitor)
  await consent(page, 'denied')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['leadlight-consent'])
  await consent(page, 'granted')
  expect(await idOf(page)).not.toBe(visitor)
})

test('cookieless mode makes no tickets', async () => {
  mode = 'cookieless'
  const page = await visit('shop.example')
  expect(await follow(page, 'shop.test')).not.toContain('_ll')
})
