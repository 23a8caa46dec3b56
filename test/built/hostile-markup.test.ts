import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hostileMessages, hostileTexts } from '../hostile-markup.ts'
import { leadlight, type RunningProcess, startServing } from '../leadlight-process.ts'
import { sharedBrowser } from '../shared-browser.ts'

/** Markup in every captured field, as the page of leads shows it; what programs read is tested in test/hostile-markup.test.ts. */

let server: RunningProcess
const browser = sharedBrowser()
let page: Page
const elsewhere: string[] = []
const faults: string[] = []

beforeAll(async () => {
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']
  server = await startServing([leadlight, 'serve', '--port', '0', '--db', ':memory:', ...keys])
  for (const [index, text] of hostileTexts.entries()) {
    const body = JSON.stringify({ writeKey: 'wk_test', batch: hostileMessages(text, index) })
    expect((await fetch(`${server.url}/v1/batch`, { method: 'POST', body })).status).toBe(200)
  }
  const refused = await fetch(`${server.url}/v1/batch`, {
    method: 'POST',
    headers: { origin: hostileTexts[8] ?? '' },
    body: JSON.stringify({ writeKey: 'wk_wrong', batch: [] }),
  })
  expect(refused.status).toBe(401)
  page = await browser().newPage()
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) elsewhere.push(request.url())
  })
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`))
  page.on('pageerror', (error) => faults.push(`error: ${error}`))
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text())
  })
  await page.goto(server.url)
  await page.getByLabel('Secret key').fill('sk_test')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('a[data-lead]').first().waitFor()
})
afterAll(async () => {
  await server?.end('SIGTERM')
})

/** Pages on a loaded machine come late, but a page that never comes shall not hold up the others. */
const soon = { timeout: 30_000 }

/** What on the page is more than our own markup. */
const findIntruders = `(() => {
  const all = [...document.querySelectorAll('*')]
  const scripts = all.filter((one) => one.localName === 'script' && !one.src.startsWith(location.origin))
  const handlers = all.filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on')))
  const addresses = all.flatMap((one) => ['href', 'src', 'action', 'formaction', 'data', 'srcdoc']
    .map((name) => one.getAttribute(name)).filter((value) => value !== null))
  const foreign = all.filter((one) => ['iframe', 'object', 'embed', 'base', 'marquee', 'math', 'video', 'audio', 'template'].includes(one.localName))
  return [
    ...(window.pwned === undefined ? [] : ['it ran']),
    ...[...scripts, ...handlers, ...foreign].map((one) => one.outerHTML.slice(0, 200)),
    ...addresses.filter((address) => /^[\\s\\u0000-\\u001f]*(javascript|data:text|vbscript)/i.test(address.replace(/[\\t\\n\\r]/g, ''))),
  ]
})()`

it.each(hostileTexts.map((text, index) => [text, index] as const))(
  '%j is shown as text',
  async (text, index) => {
    const email = `mallory-${index}@example.com`
    await page.goto(`${server.url}/#/leads/${encodeURIComponent(`email:${email}`)}`)
    await page.getByText(email).first().waitFor(soon)
    await page.locator('main summary').first().waitFor(soon)
    expect(await page.evaluate(findIntruders)).toEqual([])
    expect(await page.locator('main').textContent()).toContain(text.trim())
    expect([elsewhere, faults]).toEqual([[], []])
  },
)

it('shows the list and the reports as text', async () => {
  await page.goto(`${server.url}/#/leads`)
  await page.locator('a[data-lead]').first().waitFor(soon)
  expect(await page.evaluate(findIntruders)).toEqual([])
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    await link.click()
    await page
      .locator((await link.textContent()) === 'Set up' ? 'main .note-bad' : 'main table')
      .first()
      .waitFor(soon)
    expect(await page.evaluate(findIntruders)).toEqual([])
  }
  expect([elsewhere, faults]).toEqual([[], []])
})

it('a script that runs is detected (negative control)', async () => {
  const own = await browser().newPage()
  await own.goto('about:blank')
  await own.setContent(`<p>${hostileTexts.slice(0, 20).join('</p><p>')}`)
  expect((await own.evaluate(findIntruders)) as string[]).toContain('it ran')
  await own.close()
})
