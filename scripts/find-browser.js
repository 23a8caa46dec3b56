import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macPaths = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Path of a Chromium on this machine: `CHROMIUM_PATH`, then the names it has in `PATH`, then the usual places on a Mac,
 * then the one that playwright downloaded.
 *
 * @returns {string | undefined} undefined when there is none
 */
export function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(delimiter)
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...inPath, ...macPaths, playwrightBrowser()].find((path) => existsSync(path))
}

/** Loaded only when it is needed: playwright-core is there only after `npm ci`. */
function playwrightBrowser() {
  /** @type {typeof import('playwright-core')} */
  const { chromium } = createRequire(import.meta.url)('playwright-core')
  return chromium.executablePath()
}
