import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findBrowser } from '../scripts/find-browser.js'

/**
 * Headless Chromium calls itself HeadlessChrome, which bot filters catch, ours too; visitors in tests are people.
 */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** What every Chromium of the tests is started with. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--user-agent=${USER_AGENT}`,
]

/** Starts a headless Chromium with a fresh profile; the caller closes it. Throws when there is none. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireBrowser(), args: browserFlags })
}

/** Starts a headless Chromium on a profile folder, which outlives it: a visitor who comes back. */
export function launchProfile(directory: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(directory, { executablePath: requireBrowser(), args: browserFlags })
}

/** As `findBrowser`; throws, saying what to do, when there is none. */
export function requireBrowser(): string {
  const path = findBrowser()
  if (path === undefined) {
    throw new Error('No Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  }
  return path
}
