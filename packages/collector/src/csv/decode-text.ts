/** Text in pieces. */
export interface DecodedText {
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`. */
  encoding: string
  pieces: AsyncIterable<string>
}

/** Number of bytes by which the encoding is detected. */
const LOOKED_AT = 64 * 1024

/**
 * Decodes bytes as text, inflating gzip. The encoding is detected by a byte order mark or else by the first bytes: in UTF-16,
 * every other byte is zero, and what is not valid UTF-8 is taken for Windows-1252, which spreadsheets use.
 *
 * @throws TypeError when gzip is broken
 */
export async function decodeText(bytes: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const source = await peek(bytes)
  if (source.first[0] === 0x1f && source.first[1] === 0x8b) return await decodeText(inflate(source.all))
  const encoding = encodingOf(source.first)
  return { encoding, pieces: decode(source.all, encoding) }
}

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  // Omits the byte order mark.
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

function encodingOf(first: Uint8Array): string {
  const [a = 1, b = 1, c = 1, d = 1] = first
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (b === 0 && d === 0) return 'utf-16le'
  if (a === 0 && c === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(first, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** The first bytes, and all of them, the first ones included. */
async function peek(bytes: AsyncIterable<Uint8Array>) {
  const rest = bytes[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let size = 0
  while (size < LOOKED_AT) {
    const { value, done } = await rest.next()
    if (done === true) break
    pieces.push(value)
    size += value.length
  }
  const first = new Uint8Array(size)
  let offset = 0
  for (const piece of pieces) {
    first.set(piece, offset)
    offset += piece.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield first
      while (true) {
        const { value, done } = await rest.next()
        if (done === true) return
        yield value
      }
    } finally {
      await rest.return?.()
    }
  }
  return { first, all: all() }
}

async function* inflate(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await iterator.next()
      if (done === true) controller.close()
      else controller.enqueue(new Uint8Array(value))
    },
  })
  const iterator = bytes[Symbol.asyncIterator]()
  yield* source.pipeThrough(new DecompressionStream('gzip'))
}
