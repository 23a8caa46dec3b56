import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepScreenshot } from '../screenshot.ts'
import { type ServedFormsSite, startServedFormsSite } from '../served-forms-site.ts'
import { sharedBrowser } from '../shared-browser.ts'

const browser = sharedBrowser()
let site: ServedFormsSite
beforeAll(async () => {
  site = await startServedFormsSite()
  await site.save({
    id: 'letter',
    fields: [
      { type: 'email', name: 'email', label: 'E-mail', required: true },
      { type: 'number', name: 'size', label: 'Size', max: 1_000 },
      { type: 'text', name: 'note', label: 'Note' },
    ],
    success: { download: { label: 'The guide', href: 'https://www.example.com/guide.pdf' } },
  })
})
afterAll(() => site.close())

/** What axe-core finds wrong at WCAG 2.2 AA and by good practice. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(`${axe.source};axe.run(document, { runOnly:
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`)
  return (found as axe.AxeResults).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`,
  )
}

const languages = ['en', 'hi', 'bn', 'es', 'de', 'fr', 'pt', 'ar', 'ja', 'zh']

it.each(languages)(
  'a form without scripts is answered in the language of the browser: %s',
  async (locale) => {
    const context = await browser().newContext({ javaScriptEnabled: true, locale, bypassCSP: true })
    const page = await context.newPage()
    const send = async (email: string, size: string) => {
      const action = `${site.collector}/v1/forms/letter?writeKey=wk`
      await page.goto(
        site.page(
          `/${locale}`,
          `<form action="${action}" method="post"><input name="email" value="${email}"><input name="size" value="${size}"><button>OK</button></form>`,
        ),
      )
      await Promise.all([page.waitForURL(/v1\/forms/), page.click('button')])
    }
    const look = async (name: string) => {
      for (const [size, width] of Object.entries({ desktop: 1280, phone: 360, zoomed: 320 })) {
        await page.setViewportSize({ width, height: 700 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        await keepScreenshot(page, `page-${name}-${locale}-${size}`, false)
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violations(page)).toEqual([])
      }
      await page.emulateMedia({ colorScheme: 'light' })
      const root = page.locator('html')
      expect(await root.getAttribute('lang')).toBe(locale)
      expect(await root.getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
    }
    await send('ada', '2000')
    expect(await page.locator('li').count()).toBe(2)
    await look('wrong')
    await send(`ada.${locale}@firm.example`, '20')
    expect(await page.getByRole('link', { name: 'The guide' }).count()).toBe(1)
    await look('thanks')
    await page.goto(`${site.collector}/v1/confirmations/cut.off`)
    await look('link')
    await context.close()
  },
)

it('axe-core finds a page without a language (negative control)', async () => {
  const page = await browser().newPage({ bypassCSP: true })
  await page.goto(`${site.collector}/v1/confirmations/cut.off`)
  await page.evaluate(() => document.documentElement.removeAttribute('lang'))
  expect((await violations(page)).join()).toContain('html-has-lang')
  await page.close()
})
