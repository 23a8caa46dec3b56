import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type SegmentStub, startSegmentStub } from '../../test/segment-stub.ts'

/** The app as Vite builds it, from the packages as they are published. */

const root = new URL('.', import.meta.url).pathname
const outDir = mkdtempSync(join(tmpdir(), 'leadlight-vite-'))

let browser: Browser
let collector: SegmentStub
let server: PreviewServer
let url: string

beforeAll(async () => {
  collector = await startSegmentStub()
  process.env.VITE_COLLECTOR = collector.url
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  server = await preview({
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  url = server.resolvedUrls?.local[0] ?? ''
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await collector?.close()
  rmSync(outDir, { recursive: true, force: true })
})

it('asks first, then tracks pages, an event of its own and a controlled form, until it is told to stop', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(url)
  await page.getByRole('button', { name: 'Choose Team' }).click()
  const keys = () => page.evaluate(() => [...Object.keys(localStorage), document.cookie].join(''))
  expect(await keys()).toBe('')

  await page.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('You are being measured.').waitFor()
  await page.getByRole('button', { name: 'Choose Team' }).click()
  await page.getByRole('link', { name: 'Contact' }).click()
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('status').waitFor()

  await vi.waitFor(() => expect(collector.named('Form Submitted')).toHaveLength(1), 20_000)
  const paths = collector.named('page').map(({ properties }) => properties?.path)
  expect(paths).toEqual(['/', '/contact'])
  expect(collector.named('Plan Chosen')).toMatchObject([{ properties: { plan: 'team', rooms: 12 } }])
  expect(collector.named('Form Submitted')).toMatchObject([
    { properties: { form_id: 'contact', outcome: 'submitted', fields: { email: 'ada@firm.example' } } },
  ])

  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('You are not being measured.').waitFor()
  expect(await keys()).toBe('leadlight-consent')
  expect(errors).toEqual([])
  await context.close()
})
