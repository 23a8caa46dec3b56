import type { BrowserContextOptions } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { sharedBrowser } from '../../shared-browser.ts'
import { type OpenPage, openPage } from './open-page.ts'

const browser = sharedBrowser()

/** A page that is opened before each test of the file that imports this. */
export let open: OpenPage

/** Opens another page in place of the first one. */
export async function reopen(options: BrowserContextOptions): Promise<void> {
  await open.close()
  open = await openPage(browser(), options)
}

beforeEach(async () => {
  open = await openPage(browser())
})
afterEach(() => open.close())
