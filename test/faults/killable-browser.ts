import { spawn } from 'node:child_process'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { browserFlags, requireBrowser } from '../browser.ts'

/** A Chromium that has not started by then is ended, in milliseconds. */
const PATIENCE_MS = 60_000

/** A Chromium that can be killed as a power cut or the system would. */
export interface KillableBrowser {
  context: BrowserContext
  /** Resolves when its process has ended, by itself or killed. */
  ended: Promise<unknown>
  /** `kill -9` for all of its processes at once. */
  kill(): Promise<void>
}

/** Starts a headless Chromium on a profile folder, which outlives it. */
export async function launchKillable(profile: string): Promise<KillableBrowser> {
  const flags = [
    ...browserFlags,
    '--headless=new',
    '--remote-debugging-port=0',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    `--user-data-dir=${profile}`,
  ]
  // A process group of its own: its renderers die with it.
  const child = spawn(requireBrowser(), [...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)))
    child.stderr.on('data', (chunk) => {
      said += chunk
      const found = /listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
  })
  clearTimeout(patience)
  const browser: Browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context || child.pid === undefined) throw new Error('Chromium came without a window.')
  const group = -child.pid
  return {
    context,
    ended,
    async kill() {
      try {
        process.kill(group, 'SIGKILL')
      } catch {
        // Nobody of the group is left.
      }
      await ended
      await browser.close().catch(() => {})
    },
  }
}
