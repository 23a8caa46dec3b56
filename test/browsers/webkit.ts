import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Engine, EngineTab } from './engine.ts'

/** How an element is named in the protocol. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Drives WebKitGTK over WebDriver, on a screen of its own: https://w3c.github.io/webdriver/ */
export async function launchWebKit(profile: string): Promise<Engine> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const display = await new Promise<string>((resolve, reject) => {
    screen.once('exit', () => reject(new Error('Xvfb ended')))
    ;(screen.stdio[3] as Readable).once('data', (chunk) => resolve(`:${String(chunk).trim()}`))
  })
  const port = await freePort()
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, DISPLAY: display, XDG_DATA_HOME: profile, XDG_CACHE_HOME: profile, HOME: profile },
  })
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    const { value } = (await response.json()) as { value: { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`)
    return value
  }
  const options = { binary: miniBrowser(), args: ['--automation'] }
  const session = (await retry(() =>
    ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }),
  )) as { sessionId: string; capabilities: Record<string, string> }
  const inSession = (method: string, path: string, body?: object) =>
    ask(method, `/session/${session.sessionId}${path}`, body)
  // The window that it starts with stays: without any, the session ends.
  const first = await inSession('GET', '/window')
  return {
    name: `WebKitGTK ${session.capabilities.browserVersion}`,
    async openTab() {
      await inSession('POST', '/window', { handle: first })
      const { handle } = (await inSession('POST', '/window/new', { type: 'window' })) as { handle: string }
      return drive(handle, inSession)
    },
    async kill() {
      await Promise.all([driver, screen].map(end))
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  await ended
}

/** The browser that belongs to the driver lies among WebKit's own files. */
function miniBrowser(): string {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec']
  for (const folder of folders) {
    for (const name of readdirSync(folder, { encoding: 'utf8' }).filter((entry) =>
      entry.startsWith('webkit2gtk-4'),
    )) {
      if (readdirSync(`${folder}/${name}`).includes('MiniBrowser')) return `${folder}/${name}/MiniBrowser`
    }
  }
  throw new Error('No MiniBrowser found: apt-get install webkit2gtk-driver')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function retry<T>(action: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action()
    } catch (error) {
      if (attempt === 50) throw error
      await wait(200)
    }
  }
}

function drive(
  handle: string,
  inSession: (method: string, path: string, body?: object) => Promise<unknown>,
): EngineTab {
  const here = () => inSession('POST', '/window', { handle })
  const find = async (selector: string) => {
    await here()
    const found = await inSession('POST', '/element', { using: 'css selector', value: selector })
    return (found as Record<string, string>)[ELEMENT]
  }
  const click = async (selector: string) =>
    void (await inSession('POST', `/element/${await find(selector)}/click`))
  return {
    async open(url) {
      await here()
      await inSession('POST', '/url', { url })
    },
    async evaluate(expression) {
      await here()
      const script = `return Promise.resolve(${expression}).then((value) => JSON.stringify(value))`
      const value = await inSession('POST', '/execute/sync', { script, args: [] })
      return typeof value === 'string' ? JSON.parse(value) : undefined
    },
    click,
    async type(selector, text) {
      await click(selector)
      await inSession('POST', `/element/${await find(selector)}/value`, {
        text: text.replace('\n', '\uE007'),
      })
    },
    async back() {
      await here()
      await inSession('POST', '/back')
    },
    async hide() {
      await here()
      await inSession('POST', '/window/minimize')
    },
    async show() {
      await here()
      await inSession('POST', '/window/rect', { x: 0, y: 0, width: 1200, height: 800 })
    },
    async close() {
      await here()
      await inSession('DELETE', '/window')
    },
  }
}
