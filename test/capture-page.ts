import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { type CaptureSite, startCaptureSite } from './capture-site.ts'
import { sharedBrowser } from './shared-browser.ts'

/** A browser's page on the site of capture forms. */
export interface CapturePage {
  page: Page
  site: CaptureSite
  /** What must not happen: console errors, exceptions, violations of the page's policy. */
  faults: string[]
  /** The properties of these events, once the collector has `count` of them and the page has no more to send. */
  collected(event: string, count?: number): Promise<Record<string, unknown>[]>
  /** What axe-core finds wrong by WCAG 2.2 AA and its best practices, inside the forms, too. */
  violations(): Promise<string[]>
  /** Presses keys one after another: `Tab`, `Enter`, `Space`, or text to type. */
  press(...keys: string[]): Promise<void>
  /** The label or text of the focused element, inside a form, too. */
  focused(): Promise<string>
  close(): Promise<void>
}

/** Opens an empty page before each test of the file that calls it; it takes note of every fault. */
export function openCapturePages(): () => CapturePage {
  const browser = sharedBrowser()
  let open: CapturePage
  beforeEach(async () => {
    open = await openCapturePage(browser())
  })
  afterEach(() => open.close())
  return () => open
}

async function openCapturePage(browser: Browser): Promise<CapturePage> {
  const site = await startCaptureSite()
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(`${error}`))
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    ),
  )
  return {
    page,
    site,
    faults,

    async collected(event, count = 1) {
      await vi.waitFor(() => expect(site.named(event).length).toBeGreaterThanOrEqual(count), 10_000)
      await page.evaluate(() =>
        (window as unknown as { leadlight: { flush(): Promise<void> } }).leadlight.flush(),
      )
      return site.named(event).map(({ properties }) => properties)
    },

    async violations() {
      await page.evaluate(axe.source)
      return page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof import('axe-core') }
        const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        const { violations, passes } = await axe.run(document, { runOnly })
        const insideForms = passes.some(({ nodes }) => nodes.some(({ target }) => target.flat().length > 1))
        if (!insideForms) return ['saw no form']
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
      })
    },

    async press(...keys) {
      for (const key of keys) {
        if (/^(Tab|Enter|Space)$/.test(key)) await page.keyboard.press(key)
        else await page.keyboard.type(key)
      }
    },

    focused: () =>
      page.evaluate(() => {
        let element = document.activeElement
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
        return (labels[0] ?? element)?.textContent ?? ''
      }),

    async close() {
      await page.close()
      await site.close()
    },
  }
}

/** The element of a form, in HTML. */
export function formElement(definition: unknown): string {
  const json = JSON.stringify(definition).replaceAll('<', '\\u003c')
  return `<leadlight-form><script type="application/json">${json}</script></leadlight-form>`
}
