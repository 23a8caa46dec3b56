import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { browserFlags, requireBrowser } from '../browser.ts'
import { type DistSite, startDistSite } from '../dist-site.ts'
import { leadlight, type RunningProcess, startServing } from '../leadlight-process.ts'

/** The collector, on a host of the site's own domain, sets the cookie that the tracker knows the visitor by. */

let browser: Browser
let context: BrowserContext
let server: RunningProcess
let site: DistSite
let attributes: string
let asked: string[]

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...browserFlags, '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.test 127.0.0.1'],
  })
  const keys = ['--write-key', 'wk', '--secret-key', 'sk']
  server = await startServing([leadlight, 'serve', '--port', '0', '--db', ':memory:', ...keys])
})
afterAll(async () => {
  await browser.close()
  await server.end('SIGTERM')
})
beforeEach(async () => {
  attributes = 'data-cookie-domain="shop.example"'
  site = await startDistSite(() => {
    const collector = `http://leads.shop.example:${new URL(server.url).port}`
    return `<script defer src="${collector}/leadlight-server-cookie.js" ${attributes}></script>
<script defer src="${collector}/leadlight.js" data-write-key="wk" ${attributes}></script>`
  })
  context = await browser.newContext()
  asked = []
  context.on('request', (request) => {
    if (request.url().endsWith('/v1/visitor')) asked.push(request.url())
  })
})
afterEach(async () => {
  await context.close()
  await site.close()
})

const at = (host: string) => `http://${host}:${site.port}/`
const cookies = async () => (await context.cookies()).filter(({ name }) => name === 'leadlight')
/** Seconds from now until the cookie is gone, in days. */
const daysLeft = async () => ((await cookies())[0]?.expires ?? 0) / 86_400 - Date.now() / 86_400_000
const api = (page: Page, name: string, ...args: unknown[]) =>
  page.evaluate(
    ([name, args]) => {
      const { leadlight } = window as unknown as {
        leadlight: Record<string, (...args: unknown[]) => unknown>
      }
      return leadlight[name as string]?.(...(args as unknown[]))
    },
    [name, args] as const,
  )

async function visit(host: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(at(host), { waitUntil: 'networkidle' })
  return page
}
/** As Safari does with what scripts set. */
async function shorten(page: Page): Promise<void> {
  await page.evaluate(() => {
    const value = document.cookie
    // biome-ignore lint/suspicious/noDocumentCookie: a week, as some browsers grant scripts
    document.cookie = `${value};path=/;max-age=604800;domain=shop.example`
  })
  expect(await daysLeft()).toBeLessThan(8)
}

test('sets one cookie for the whole domain for 400 days, which scripts read and do not change', async () => {
  const page = await visit('www.shop.example')
  const id = await api(page, 'anonymousId')
  expect(asked).toHaveLength(1)
  const [cookie, ...more] = await cookies()
  expect(more).toEqual([])
  expect(cookie).toMatchObject({
    value: `${id}.`,
    domain: '.shop.example',
    httpOnly: false,
    sameSite: 'Lax',
    secure: false,
  })
  expect(await daysLeft()).toBeGreaterThan(399)

  // The week of a script becomes 400 days again when it is asked for anew, a day later.
  await shorten(page)
  await visit('www.shop.example')
  expect(await daysLeft()).toBeLessThan(8)
  await page.evaluate(() => {
    localStorage['leadlight-served'] = `0${localStorage['leadlight-served']}`.replace(/^\d+/, '1')
  })
  await visit('www.shop.example')
  expect(asked).toHaveLength(2)
  expect(await daysLeft()).toBeGreaterThan(399)

  // All else may go: the cookie alone brings the visitor back, on another host of the domain too.
  await page.evaluate(() => localStorage.clear())
  expect(await api(await visit('www.shop.example'), 'anonymousId')).toBe(id)
  expect(await api(await visit('blog.shop.example'), 'anonymousId')).toBe(id)
})

test.each(['data-consent="required"', 'data-consent="cookieless"'])(
  'sends no request for a cookie: %s',
  async (mode) => {
    attributes += ` ${mode}`
    const page = await visit('www.shop.example')
    expect(asked).toEqual([])
    expect(await cookies()).toEqual([])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  },
)

test('sets no cookie for a page of another site, but accepts its events', async () => {
  attributes = ''
  const page = await visit('www.stranger.test')
  expect(asked).toHaveLength(1)
  await api(page, 'flush')
  const [cookie] = await cookies()
  expect(cookie).toMatchObject({ domain: 'www.stranger.test' })
  expect(await page.evaluate(() => Object.keys(localStorage))).not.toContain('leadlight-served')
})
