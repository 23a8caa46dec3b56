import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { SECRET_KEY, type StubCollector, startStubCollector } from './stub-collector.ts'

export const desktop = { width: 1280, height: 900 }

/** The page of leads, open in a browser, with a stub collector behind it. */
export interface OpenPage {
  page: Page
  context: BrowserContext
  collector: StubCollector
  /** Whatever must not happen: console errors, exceptions, breaches of the policy. */
  faults: string[]
  close(): Promise<void>
}

/** Opens an empty page, which takes note of every fault. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const collector = await startStubCollector()
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Kolkata',
    viewport: desktop,
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    ),
  )
  async function close(): Promise<void> {
    await context.close()
    await collector.stop()
  }
  return { page, context, collector, faults, close }
}

/** Signs in and waits for the view that `hash` names. */
export async function signIn({ page, collector }: OpenPage, hash = ''): Promise<void> {
  await page.goto(collector.url + hash)
  await page.getByLabel('Secret key').fill(SECRET_KEY)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
  await page.getByText('Loading').first().waitFor({ state: 'detached' })
}

/** Forgets the key and leaves the page. */
export async function leave({ page }: OpenPage): Promise<void> {
  await page.evaluate(() => sessionStorage.clear())
  await page.goto('about:blank')
}

/** What axe-core finds wrong. */
export async function violations({ page }: OpenPage): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
}

/** Opens the first folded parts of the page, `most` of them. */
export function unfold({ page }: OpenPage, most: number): Promise<void> {
  return page.evaluate((most) => {
    const folded = document.querySelectorAll<HTMLElement>('main details:not([open]) > summary')
    for (const one of [...folded].slice(0, most)) one.click()
  }, most)
}

/** The text of the element that has the focus. */
export function focused({ page }: OpenPage): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}
