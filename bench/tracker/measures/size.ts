import { brotliCompressSync, constants } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { type Subject, welcome } from '../visitor.ts'

/** The scripts that a page fetches for a library until half a second after it started, in bytes. */
export interface Size {
  files: number
  minified: number
  /** Each file on its own at quality 11. */
  brotli: number
}

/** Loads a page and adds up what it fetched: of dynamic imports only those that were needed. */
export async function measureSize(browser: Browser, subject: Subject): Promise<Size> {
  const visitor = await welcome(browser, subject)
  try {
    await visitor.visit('/first')
    const scripts = [...visitor.site.fetched].map((name) => subject.bundle.files.get(name) ?? Buffer.alloc(0))
    return {
      files: scripts.length,
      minified: scripts.reduce((sum, script) => sum + script.length, 0),
      brotli: scripts.reduce((sum, script) => sum + brotliBytes(script), 0),
    }
  } finally {
    await visitor.leave()
  }
}

function brotliBytes(script: Buffer): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(script, { params }).length
}
