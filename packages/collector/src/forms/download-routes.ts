import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { acceptedLanguages, chooseWords } from '../pages/choose-words.ts'
import { brokenLinkPage, expiredLinkPage, notNowPage } from '../pages/link-pages.ts'
import type { Signer } from './create-signer.ts'
import type { FormRepository } from './form-repository.ts'

/** A file offered to those who submit a form. */
export interface Download {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
  /** Its `Content-Type`; without one, browsers save it instead of showing it. */
  type?: string
}

/** Finds a file by name; undefined when there is none. */
export type FindDownload = (name: string) => Promise<Download | undefined>

/** Dependencies of the routes. */
export interface DownloadOptions {
  formRepository: FormRepository
  signer: Signer
  find: FindDownload
  now: () => number
  onError: (error: unknown) => void
}

/** Creates `GET /v1/downloads/:token`, which serves the download of a form until its signed link expires. */
export function createDownloadRoutes({ formRepository, signer, find, now, onError }: DownloadOptions) {
  const app = new Hono()
  app.get('/v1/downloads/:token', async (c) => {
    let words = chooseWords(acceptedLanguages(c.req.raw))
    try {
      const content = await signer.open('download', c.req.param('token'))
      if (!isJsonObject(content)) return brokenLinkPage(words)
      const form = await formRepository.find(`${content.form}`)
      words = chooseWords([form?.definition.language, content.language, words.locale])
      if (Number(content.until) < now()) return expiredLinkPage(words)
      const download = form?.definition.success?.download
      if (download?.href !== undefined) {
        const headers = {
          location: download.href,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
        }
        return new Response(null, { status: 302, headers })
      }
      const file = download?.file === undefined ? undefined : await find(download.file)
      if (file === undefined || download?.file === undefined) return brokenLinkPage(words)
      return new Response(file.body, {
        headers: {
          'content-type': file.type ?? 'application/octet-stream',
          'content-disposition': `attachment; filename="${download.file}"`,
          'cache-control': 'private, no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        },
      })
    } catch (error) {
      return notNowPage(errorResponse(error, onError).status, words)
    }
  })
  return app
}
