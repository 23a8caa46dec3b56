/** The collector takes 32 KiB; some of it is left for what closes a message. */
const MAX_BYTES = 32_000

/** Longest text that is sent, in UTF-16 code units: one in any script fits in a message. */
const MAX_TEXT = 8_000

/** Deepest nesting that is sent; the collector reads 32 levels, some of which the batch takes. */
const MAX_DEPTH = 9

/** What the values of a page may have. */
interface Source {
  toISOString?(): string
  toJSON?(): unknown
  nodeType?: unknown
  window?: unknown
  [key: string]: unknown
}

/** Bytes of a text in UTF-8. */
export const sizeOf = (text?: string) => new TextEncoder().encode(text).length

/** Text as JSON; a half of a character alone is no UTF-8. Ranges, for names of classes like `Cc` take long when first used. */
const quote = (text: string) =>
  `"${text.replace(/[^ !#-[\]-\ud7ff\ue000-\u{10ffff}]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

/**
 * A message as JSON of at most 32 kB of UTF-8. It can be written whatever the page put into it: functions, windows, DOM nodes and what
 * throws when read are left out, bigints become text, cycles end at a depth of nine, long texts are cut, and whatever comes
 * after 32 kB is left out. Nor does it matter what old libraries did to `JSON` and to the `toJSON` of text, lists and dates.
 */
export function writeMessage(message: object): string {
  let size = 0
  /** Undefined for what is left out. */
  const write = (value: unknown, depth: number): string | undefined => {
    // A comma, and a colon, braces, or `null`.
    size += 5
    const isList = Array.isArray(value)
    const { toISOString, toJSON, nodeType, window } = (value ?? {}) as Source
    if (typeof value === 'object' && !isList) value = (toISOString ?? toJSON)?.call(value) ?? value
    const kind = typeof value
    if (value && kind === 'object') {
      if (depth > MAX_DEPTH || nodeType || window === value) return undefined
      const parts: string[] = []
      for (const key of Object.keys(value)) {
        try {
          const name = isList ? '' : `${write(key, 0)}:`
          const part = write((value as Source)[key], depth + 1) ?? (isList ? 'null' : '')
          if (part) parts.push(name + part)
        } catch {
          // A getter or a proxy of the page threw: its value alone is left out.
        }
        if (size > MAX_BYTES) break
      }
      return isList ? `[${parts}]` : `{${parts}}`
    }
    const json = /str|big/.test(kind)
      ? quote(`${value}`.slice(0, MAX_TEXT))
      : // Of objects, only null is left; so stand NaN and the infinities.
        /num|bool|obj/.test(kind)
        ? `${value}`.replace(/.*[Ny]$/, 'null')
        : undefined
    size += sizeOf(json)
    return size < MAX_BYTES ? json : undefined
  }
  return write(message, 0) as string
}
