import { createHash } from 'node:crypto'

/** A file in memory. */
export interface StaticFile {
  /** As in `Content-Type`. */
  type: string
  body: Uint8Array<ArrayBuffer>
}

/**
 * Answers GET and HEAD for a fixed set of paths, with ETag and revalidation on every use; undefined for other paths.
 * @param headers added to every answer
 */
export function createStaticFiles(
  files: ReadonlyMap<string, StaticFile>,
  headers: Readonly<Record<string, string>>,
): (request: Request) => Response | undefined {
  const etags = new Map<string, string>()
  for (const [path, file] of files) {
    etags.set(path, `"${createHash('sha256').update(file.body).digest('base64url').slice(0, 22)}"`)
  }

  return (request) => {
    const { pathname } = new URL(request.url)
    const file = files.get(pathname)
    const etag = etags.get(pathname)
    if (file === undefined || etag === undefined) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } })
    }
    const validators = { ...headers, etag, 'cache-control': 'no-cache' }
    if (request.headers.get('if-none-match')?.includes(etag)) {
      return new Response(null, { status: 304, headers: validators })
    }
    const described = {
      ...validators,
      'content-type': file.type,
      'content-length': String(file.body.byteLength),
    }
    return new Response(request.method === 'HEAD' ? null : file.body, { headers: described })
  }
}
