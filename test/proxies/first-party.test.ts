import type { Lead, List } from '@leadlight/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { type DistSite, startDistSite } from '../dist-site.ts'
import { leadlight, type RunningProcess, startServing } from '../leadlight-process.ts'
import { proxies, type RunningProxy } from './proxies.ts'
import { readRecipe } from './recipe.ts'
import { type Recorder, startRecorder } from './recorder.ts'

/** The recipes of docs/first-party.md, as they stand there, in the real proxies, with a real browser in front. */

let browser: Browser
let collector: RunningProcess
let site: DistSite

beforeAll(async () => {
  browser = await launchBrowser()
  const keys = ['--write-key', 'wk', '--secret-key', 'sk']
  collector = await startServing([
    ...[leadlight, 'serve', '--port', '0', '--db', ':memory:', '--trust-proxy'],
    ...keys,
  ])
  site = await startDistSite(
    () => `<script defer src="/ll/leadlight-server-cookie.js"></script>
<script defer src="/ll/leadlight.js" data-write-key="wk"></script><h1>The website</h1>`,
  )
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await collector?.end('SIGTERM')
})

async function leadBy(email: string): Promise<Lead> {
  for (;;) {
    const headers = { authorization: 'Bearer sk' }
    const answer = await fetch(`${collector.url}/api/leads?q=${email}`, { headers })
    const [lead] = ((await answer.json()) as List<Lead>).data
    if (lead) return lead
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

for (const proxy of proxies) {
  if (!proxy.program)
    console.log(
      `There is no ${proxy.name} on this machine, and it could not be installed: its recipe is not tested.`,
    )

  describe.runIf(proxy.program)(`behind ${proxy.name}`, () => {
    let running: RunningProxy
    let recorder: Recorder
    let address: string

    beforeEach(async () => {
      recorder = await startRecorder(collector.url)
      running = await proxy.start(site.port, recorder.port)
      address = `http://127.0.0.1:${running.port}`
    })
    afterEach(async () => {
      await running?.stop()
      await recorder?.close()
    })

    it('script, events and cookie use the page’s own host, and the website’s cookies stay there', async () => {
      const context = await browser.newContext()
      await context.addCookies([{ name: 'session', value: 'secret', url: address }])
      const page = await context.newPage()
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      const hosts = new Set<string>()
      page.on('request', (request) => hosts.add(new URL(request.url()).host))
      await page.goto(address, { waitUntil: 'networkidle' })
      const email = `${proxy.name.toLowerCase()}@firm.example`
      await page.evaluate((email) => {
        const { leadlight } = window as unknown as {
          leadlight: { identify(traits: object): void; flush(): void }
        }
        leadlight.identify({ email })
        leadlight.flush()
      }, email)
      await leadBy(email)

      expect([...hosts]).toEqual([new URL(address).host])
      const [cookie] = (await context.cookies()).filter(({ name }) => name === 'leadlight')
      expect(cookie).toMatchObject({ httpOnly: false, sameSite: 'Lax', domain: '127.0.0.1' })
      expect((cookie?.expires ?? 0) - Date.now() / 1_000).toBeGreaterThan(399 * 86_400)
      expect(recorder.requests.find(({ path }) => path === '/v1/visitor')?.setCookie).toContain(cookie?.value)
      for (const { headers } of recorder.requests) {
        expect(headers.cookie ?? '').toBe('')
        expect(headers.host).toBe(new URL(address).host)
        expect(headers['x-forwarded-for']).toBe('127.0.0.1')
      }
      expect(errors).toEqual([])
      await context.close()
    })

    it('does not believe a visitor’s X-Forwarded-For', async () => {
      await fetch(`${address}/ll/leadlight.js`, { headers: { 'x-forwarded-for': '198.51.100.7' } })
      expect(recorder.requests.map(({ headers }) => headers['x-forwarded-for'])).toEqual(['127.0.0.1'])
    })
  })
}

it('fails when a line is missing from a recipe (negative control)', () => {
  expect(() => readRecipe('apache', 1)).toThrow('no recipe')
  expect(readRecipe('nginx', 4_711)).toContain('127.0.0.1:4711/')
})
