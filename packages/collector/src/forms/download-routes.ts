import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { answerPage } from './answer-page.ts'
import type { Signer } from './create-signer.ts'
import type { FormShelf } from './form-shelf.ts'

/** A file that those get who sent a form. */
export interface Download {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
  /** Its `Content-Type`; told by nobody, it is only saved. */
  type?: string
}

/** Finds a file by its plain name; undefined when there is none. */
export type FindDownload = (name: string) => Promise<Download | undefined>

/** What the routes work with. */
export interface DownloadOptions {
  shelf: FormShelf
  signer: Signer
  find: FindDownload
  now: () => number
  onError: (error: unknown) => void
}

/** `GET /v1/downloads/:token`: what a form promised, by a signed link, as long as it works. */
export function createDownloadRoutes({ shelf, signer, find, now, onError }: DownloadOptions) {
  const app = new Hono()
  app.get('/v1/downloads/:token', async (c) => {
    try {
      const content = await signer.open('download', c.req.param('token'))
      if (!isJsonObject(content)) return missing()
      if (Number(content.until) < now()) return expired()
      const form = await shelf.find(`${content.form}`)
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
      if (file === undefined || download?.file === undefined) return missing()
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
      const { status } = errorResponse(error, onError)
      return answerPage({ status, title: 'This does not work now', text: ['Please try again in a minute.'] })
    }
  })
  return app
}

function missing(): Response {
  return answerPage({
    status: 404,
    title: 'There is nothing behind this link',
    text: [
      'It may have been cut off: copy all of it. Or the file is not there any more: please ask us for it.',
    ],
  })
}

function expired(): Response {
  return answerPage({
    status: 410,
    title: 'This link has expired',
    text: ['Send the form once more, and you get a new one.'],
  })
}
