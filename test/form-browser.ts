import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { type FormSite, type Submission, startFormSite } from './form-site.ts'
import { sharedBrowser } from './shared-browser.ts'

/** A browser and a website of forms, both new to each test. */
export interface FormBrowser {
  site(): FormSite
  /** Opens a page with this body; the script tag stands on it. */
  open(body: string, tracked?: boolean): Promise<Page>
  /** An empty page of the same visitor. */
  newPage(): Promise<Page>
  /** What was submitted: waits for `count`, then leaves the page and waits for one too many. */
  submissions(page: Page, count?: number): Promise<Submission[]>
}

/** Sets one up for the tests of a file. An exception on a page fails the test that opened it. */
export function createFormBrowser(): FormBrowser {
  const browser = sharedBrowser()
  let context: BrowserContext
  let site: FormSite
  let pageErrors: Error[]
  let pageCount = 0
  beforeEach(async () => {
    site = await startFormSite()
    context = await browser().newContext()
    pageErrors = []
    context.on('weberror', (error) => pageErrors.push(error.error()))
  })
  afterEach(async () => {
    await context.close()
    await site.close()
    expect(pageErrors).toEqual([])
  })
  return {
    site: () => site,
    newPage: () => context.newPage(),
    async open(body, tracked = true) {
      const page = await context.newPage()
      pageCount++
      await page.goto(site.page(`/form-${pageCount}`, body, tracked))
      return page
    },
    async submissions(page, count = 1) {
      await vi.waitFor(() => expect(site.named('Form Submitted').length).toBeGreaterThanOrEqual(count))
      await page.close({ runBeforeUnload: true })
      await new Promise((resolve) => setTimeout(resolve, 300))
      return site.named('Form Submitted')
    },
  }
}
