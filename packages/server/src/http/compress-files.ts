import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Compresses a response that is a file, if the client accepts that; returns others unchanged. */
export type CompressFiles = (request: Request, response: Response) => Promise<Response>

type Encoding = 'br' | 'gzip'
type Body = ConstructorParameters<typeof Response>[0]

/** Smaller files fit into the first packets anyway. */
const SMALLEST = 1_000

/** Files kept; there are about thirty, and more only where form definitions change. */
const MAX_CACHED = 200

const text = /^(text\/|application\/json)/

const compress = {
  br: (bytes: Uint8Array) => promisify(brotliCompress)(bytes, brotliOptions(bytes.length)),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
} satisfies Record<Encoding, (bytes: Uint8Array) => Promise<Buffer>>

function brotliOptions(size: number) {
  const { BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants
  return { params: { [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT, [BROTLI_PARAM_SIZE_HINT]: size } }
}

/**
 * Creates the compression of files: texts with an entity tag, by Brotli as well as possible, or else by gzip. Each is compressed
 * once. The tag becomes a weak one, because the bytes differ (RFC 9110, 8.8.3).
 */
export function createFileCompression(): CompressFiles {
  const kept = new Map<string, Promise<Buffer>>()
  const keep = (name: string, make: () => Promise<Buffer>): Promise<Buffer> => {
    const known = kept.get(name) ?? make()
    kept.delete(name)
    kept.set(name, known)
    const [oldest] = kept.size > MAX_CACHED ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return known
  }

  return async (request, response) => {
    // Events are sent with POST; reading the headers of a response costs more than all of this.
    if (request.method !== 'GET' && request.method !== 'HEAD') return response
    const etag = response.headers.get('etag')
    if (etag === null || !isFile(response)) return response
    const headers = new Headers(response.headers)
    headers.append('vary', 'Accept-Encoding')
    const encoding = acceptedEncoding(request.headers.get('accept-encoding') ?? '')
    if (encoding === null) return copy(response, response.body, headers)
    headers.set('etag', `W/${etag}`)
    if (response.status === 304) return copy(response, null, headers)
    headers.delete('content-length')
    if (request.method === 'HEAD') return copy(response, null, headers)
    const plain = new Uint8Array(await response.arrayBuffer())
    if (plain.length < SMALLEST) return copy(response, plain, headers)
    headers.set('content-encoding', encoding)
    const bytes = await keep(`${encoding} ${etag}`, () => compress[encoding](plain))
    return copy(response, new Uint8Array(bytes), headers)
  }
}

function isFile({ status, headers }: Response): boolean {
  if (headers.has('content-encoding')) return false
  return status === 304 || (status === 200 && text.test(headers.get('content-type') ?? ''))
}

function copy({ status }: Response, body: Body, headers: Headers): Response {
  return new Response(body, { status, headers })
}

/** The best encoding that `Accept-Encoding` allows (RFC 9110, 12.5.3). */
function acceptedEncoding(header: string): Encoding | null {
  const accepted = new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      const quality = parameters.find((word) => word.startsWith('q='))
      return [name, quality === undefined || Number(quality.slice(2)) > 0]
    }),
  )
  const isAccepted = (name: string) => accepted.get(name) ?? accepted.get('*') ?? false
  if (isAccepted('br')) return 'br'
  return isAccepted('gzip') ? 'gzip' : null
}
