import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserFlags, requireBrowser } from './browser.ts'

/** A tab that really gets hidden and shown again; playwright keeps every page visible and focused. */
export interface HideableTab {
  open(url: string): Promise<void>
  /** Puts another tab in front. */
  hide(): Promise<void>
  show(): Promise<void>
  /** When the page became hidden or visible, by its own account, in milliseconds since 1970; the first entry is hiding. */
  changes(): Promise<number[]>
  close(): Promise<void>
}

interface Reply {
  id?: number
  result?: Record<string, unknown>
  error?: { message: string }
}

/**
 * Starts a Chromium of its own and drives one tab by the DevTools protocol: https://chromedevtools.github.io/devtools-protocol/
 *
 * @param extraFlags command line flags besides `browserFlags`
 */
export async function openHideableTab(extraFlags: string[] = []): Promise<HideableTab> {
  const profile = mkdtempSync(join(tmpdir(), 'leadlight-'))
  const flags = [
    ...browserFlags,
    ...extraFlags,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ]
  const browser = spawn(requireBrowser(), [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    browser.once('exit', () => reject(new Error(`Chromium ended: ${said}`)))
    browser.stderr.on('data', (chunk) => {
      said += chunk
      const found = /listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
  })
  const socket = new WebSocket(address)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))

  const waiting = new Map<number, (reply: Reply) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply: Reply = JSON.parse(String(data))
    waiting.get(reply.id ?? 0)?.(reply)
  })
  let sent = 0
  const call = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++sent
      waiting.set(id, ({ result, error }) => (result ? resolve(result) : reject(new Error(error?.message))))
      socket.send(JSON.stringify({ id, method, params, sessionId }))
    })

  const { targetInfos } = await call('Target.getTargets')
  const target = (targetInfos as { type: string; targetId: string }[]).find(({ type }) => type === 'page')
  const { sessionId } = await call('Target.attachToTarget', { targetId: target?.targetId, flatten: true })
  const inTab = (method: string, params?: object) => call(method, params, String(sessionId))
  const isVisible = async (wanted: boolean) => {
    const expression = `new Promise((done) => {
      const look = () => (document.visibilityState === 'visible') === ${wanted} && done()
      document.addEventListener('visibilitychange', look)
      look()
    })`
    await inTab('Runtime.evaluate', { expression, awaitPromise: true })
  }
  // A headless window never has the focus of the desktop.
  const focus = (enabled: boolean) => inTab('Emulation.setFocusEmulationEnabled', { enabled })
  let cover: Record<string, unknown> | undefined

  await inTab('Page.enable')
  await focus(true)
  return {
    async open(url) {
      await inTab('Page.addScriptToEvaluateOnNewDocument', {
        source: `changes = []; document.addEventListener('visibilitychange', () => changes.push(Date.now()), true)`,
      })
      await inTab('Page.navigate', { url })
    },
    // A tab with emulated focus stays visible behind another, so that both change in the same moment.
    async hide() {
      cover = await call('Target.createTarget', { url: 'about:blank' })
      await focus(false)
      await isVisible(false)
    },
    async show() {
      await focus(true)
      await isVisible(true)
      if (cover) await call('Target.closeTarget', cover)
    },
    async changes() {
      const { result } = await inTab('Runtime.evaluate', { expression: 'changes', returnByValue: true })
      return (result as { value: number[] }).value
    },
    async close() {
      const ended = new Promise((resolve) => browser.once('exit', resolve))
      browser.kill()
      await ended
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
