import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { leadlight, type RunningProcess, startServing } from '../leadlight-process.ts'
import { root } from '../source-tree.ts'

/** What `leadlight serve` gives to browsers, from the build. */

let server: RunningProcess

beforeAll(async () => {
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']
  server = await startServing([leadlight, 'serve', '--port', '0', '--db', ':memory:', ...keys])
})
afterAll(() => server.end('SIGTERM'))

it('opens the page of leads in a browser without violating its strict policy', async () => {
  const browser = await launchBrowser()
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const answer = await page.goto(`${server.url}/`)
  expect(answer?.headers()['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
  await page.getByLabel('Secret key').fill('sk_test')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor()
  expect(complaints).toEqual([])
  await browser.close()
})

it('serves the script to pages of any origin, and answers 304 when it is cached', async () => {
  const first = await fetch(`${server.url}/leadlight.js`)
  expect(first.status).toBe(200)
  expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  const etag = first.headers.get('etag') ?? ''
  const again = await fetch(`${server.url}/leadlight.js`, { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})

it('sends the script in the size of the README', async () => {
  const brotli = await fetch(`${server.url}/leadlight.js`, { headers: { 'accept-encoding': 'br' } })
  expect(brotli.headers.get('content-encoding')).toBe('br')
  const plain = await fetch(`${server.url}/leadlight.js`, { headers: { 'accept-encoding': 'identity' } })
  expect(await brotli.text()).toBe(await plain.text())
  const size = Number(brotli.headers.get('content-length'))
  const stated = /`dist\/leadlight\.js`.*?\| ([\d.]+) kB/.exec(readFileSync(`${root}README.md`, 'utf8'))?.[1]
  expect(size / 1000).toBeCloseTo(Number(stated), 1)
  const again = await fetch(`${server.url}/leadlight.js`, {
    headers: { 'accept-encoding': 'br', 'if-none-match': brotli.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
})

it.each(['/', '/leadlight.js'])('refuses to be written to with %s', async (path) => {
  const answer = await fetch(server.url + path, { method: 'PUT', body: 'x' })
  expect([404, 405]).toContain(answer.status)
})
