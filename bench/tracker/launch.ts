import { type Browser, chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../../test/browser.ts'

/** Nothing but this machine can be reached, and the page is not told that it is driven: some libraries send nothing then. */
export const benchFlags = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-blink-features=AutomationControlled',
]

/** Starts the Chromium of the tests, with `benchFlags`; the caller closes it. */
export function launchBenchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireBrowser(), args: [...browserFlags, ...benchFlags] })
}
