import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { launchBrowser } from './browser.ts'
import { type SegmentStub, startSegmentStub } from './segment-stub.ts'

/** An example's app as Vite builds it, from the packages as they are published, with a collector that answers its events. */
export interface ViteApp {
  collector: SegmentStub
  /** A page of a new visitor on it, and what went wrong there: exceptions and errors in the console. */
  open(): Promise<{ page: Page; context: BrowserContext; errors: string[] }>
  close(): Promise<void>
}

/** @param root the example's folder */
export async function startViteApp(root: string): Promise<ViteApp> {
  const outDir = mkdtempSync(join(tmpdir(), 'leadlight-vite-'))
  const collector = await startSegmentStub()
  process.env.VITE_COLLECTOR = collector.url
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const browser: Browser = await launchBrowser()
  return {
    collector,
    async open() {
      const context = await browser.newContext()
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      return { page, context, errors }
    },
    async close() {
      await browser.close()
      await server.close()
      await collector.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
