import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Keeps a screenshot of the page, to be looked at, in the folder `LEADLIGHT_SHOTS`; without it, none. */
export async function keepScreenshot(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env.LEADLIGHT_SHOTS
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}
