/** Text in pieces. */
export interface DecodedText {
  /** `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`; final when all pieces are read. */
  readonly encoding: string
  pieces: AsyncIterable<string>
}

/** Number of bytes by which the encoding is detected. */
const LOOKED_AT = 64 * 1024

const LAST_ASCII = 0x7f

/**
 * Decodes bytes as text, inflating gzip. A byte order mark tells the encoding, and so does UTF-16, in which every other byte is
 * zero. Otherwise the bytes that follow the first one outside of ASCII do, wherever it is: they are UTF-8, or Windows-1252,
 * which spreadsheets use.
 *
 * @throws TypeError when gzip is broken
 */
export async function decodeText(bytes: AsyncIterable<Uint8Array>): Promise<DecodedText> {
  const source = await peek(bytes)
  if (source.first[0] === 0x1f && source.first[1] === 0x8b) return await decodeText(inflate(source.all))
  const told = toldEncoding(source.first)
  if (told !== undefined) return { encoding: told, pieces: decode(source.all, told) }
  let encoding = 'utf-8'
  const pieces = decodeBytes(source.all, (found) => {
    encoding = found
  })
  return {
    pieces,
    get encoding() {
      return encoding
    },
  }
}

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  // Omits the byte order mark.
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

/** Decodes UTF-8 or Windows-1252, which agree on ASCII: other bytes decide. */
async function* decodeBytes(
  bytes: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: string) => void,
): AsyncGenerator<string> {
  const rest = bytes[Symbol.asyncIterator]()
  const ascii = new TextDecoder()
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      if (isAscii(next.value)) {
        yield ascii.decode(next.value)
        continue
      }
      const { first, all } = await peek(resume(next.value, rest))
      const encoding = encodingOf(first)
      onEncoding(encoding)
      yield* decode(all, encoding)
      return
    }
  } finally {
    await rest.return?.()
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > LAST_ASCII) return false
  return true
}

async function* resume(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/** The encoding by a byte order mark, or by the zeros of UTF-16. */
function toldEncoding(first: Uint8Array): string | undefined {
  const [a = 1, b = 1, c = 1, d = 1] = first
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (b === 0 && d === 0) return 'utf-16le'
  if (a === 0 && c === 0) return 'utf-16be'
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined
}

/**
 * UTF-8 if it has more valid sequences than faults. Windows-1252 hardly contains a valid one, and a single fault in a long
 * file must not garble all its other names.
 */
function encodingOf(bytes: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return 'utf-8'
  } catch {
    return faultsPrevail(bytes) ? 'windows-1252' : 'utf-8'
  }
}

function faultsPrevail(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes, { stream: true })
  let valid = 0
  let faults = 0
  for (const letter of text) {
    if (letter === '\ufffd') faults += 1
    else if (letter > '\u007f') valid += 1
  }
  return faults > valid
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
