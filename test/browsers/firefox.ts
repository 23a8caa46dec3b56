import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine, EngineTab } from './engine.ts'

/** What a test browser needs not, and what keeps it from asking. */
const preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.disabledForTesting': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.prefs.recommended': true,
  'dom.disable_open_during_load': false,
}

type Json = Record<string, unknown>

/** Drives Firefox over WebDriver BiDi, which it speaks itself: https://w3c.github.io/webdriver-bidi/ */
export async function launchFirefox(profile: string): Promise<Engine> {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  )
  writeFileSync(join(profile, 'user.js'), lines.join(''))
  const args = [
    '--headless',
    '--no-remote',
    '--remote-debugging-port',
    '0',
    '--profile',
    profile,
    'about:blank',
  ]
  const child = spawn('firefox-esr', args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`Firefox ended: ${said}`)))
    child.stderr.on('data', (chunk) => {
      said += chunk
      const found = /listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
  })
  const call = await connect(`${address}/session`)
  const { capabilities } = await call('session.new', { capabilities: {} })
  const { browserName, browserVersion } = capabilities as Record<string, string>
  const pid = child.pid ?? 0

  const newTab = async () => String((await call('browsingContext.create', { type: 'tab' })).context)

  return {
    name: `${browserName} ${browserVersion}`,
    async openTab() {
      return drive(await newTab(), call, newTab)
    },
    async kill() {
      process.kill(-pid, 'SIGKILL')
      await ended
    },
  }
}

type Call = (method: string, params: Json) => Promise<Json>

async function connect(address: string): Promise<Call> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const waiting = new Map<number, (reply: Json) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply: Json = JSON.parse(String(data))
    waiting.get(Number(reply.id))?.(reply)
  })
  let sent = 0
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++sent
      waiting.set(id, ({ result, error, message }) =>
        result ? resolve(result as Json) : reject(new Error(`${method}: ${error}: ${message}`)),
      )
      socket.send(JSON.stringify({ id, method, params }))
    })
}

function drive(context: string, call: Call, newTab: () => Promise<string>): EngineTab {
  let cover: string | undefined
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await call('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      resultOwnership: 'root',
    })
    if (exceptionDetails) throw new Error(String((exceptionDetails as Json).text))
    return result as { value?: string; sharedId?: string }
  }
  const perform = (id: string, type: string, actions: Json[]) =>
    call('input.performActions', { context, actions: [{ type, id, actions }] })
  const click = async (selector: string) => {
    const { sharedId } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`)
    await perform('mouse', 'pointer', [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ])
  }
  return {
    open: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression) {
      const { value } = await evaluate(
        `Promise.resolve(${expression}).then((value) => JSON.stringify(value))`,
      )
      return value === undefined ? undefined : JSON.parse(value)
    },
    click,
    async type(selector, text) {
      await click(selector)
      const keys = [...text].map((key) => (key === '\n' ? '\uE007' : key))
      await perform(
        'keyboard',
        'key',
        keys.flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      )
    },
    back: async () => void (await call('browsingContext.traverseHistory', { context, delta: -1 })),
    async hide() {
      cover = await newTab()
      await call('browsingContext.activate', { context: cover })
    },
    async show() {
      await call('browsingContext.activate', { context })
      if (cover) await call('browsingContext.close', { context: cover })
    },
    close: async () => void (await call('browsingContext.close', { context })),
  }
}
