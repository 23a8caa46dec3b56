import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type SegmentStub, startSegmentStub } from '../../test/segment-stub.ts'

/** The app as Vite builds it, from the packages as they are published. */

const root = new URL('.', import.meta.url).pathname
const outDir = mkdtempSync(join(tmpdir(), 'leadlight-react-form-'))

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

it('draws the form in the language of the moment, and tells when it was sent', async () => {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(url)
  await page.getByLabel('First name').waitFor()
  await page.getByRole('button', { name: 'Auf Deutsch' }).click()
  await page.getByLabel('Vorname').fill('Ada')
  await page.getByRole('button', { name: 'Weiter' }).waitFor()
  await page.getByRole('button', { name: 'In English' }).click()

  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await page.getByText('When do you want to start?').count()).toBe(0)
  await page.getByLabel('Budget in euros').fill('9000')
  await page.getByLabel('This year').check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('See you soon, Ada.').waitFor()

  await vi.waitFor(() => expect(collector.named('Form Submitted')).toHaveLength(1), 20_000)
  expect(collector.named('Form Submitted')[0]?.properties).toMatchObject({
    form_id: 'demo-request',
    fields: { first_name: 'Ada', email: 'ada@firm.example', budget: 9_000, timeline: 'This year' },
    field_types: { first_name: 'given-name', email: 'email', budget: 'budget', timeline: 'timeline' },
  })
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    return (await axe.run()).violations.map(({ id }) => id)
  })
  expect(violations).toEqual([])
  expect(errors).toEqual([])
  await page.close()
})
