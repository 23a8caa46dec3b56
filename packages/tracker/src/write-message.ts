/** Size limit in bytes: the collector's 32 KiB, less a reserve for closing brackets. */
const MAX_BYTES = 32_000

/** Longer texts are truncated, in UTF-16 code units: one of this length fits in a message, whatever its script. */
const MAX_TEXT = 8_000

/** Deepest nesting that is sent; with the levels of the batch, it stays within the collector's limit of 32. */
const MAX_DEPTH = 9

/** Properties that a value may have, whatever its type. */
interface Source {
  toISOString?(): string
  toJSON?(): unknown
  nodeType?: unknown
  window?: unknown
  [key: string]: unknown
}

/** The size of a text in bytes of UTF-8. */
export const sizeOf = (text = '') =>
  /[^\0-~]/.test(text) ? new TextEncoder().encode(text).length : text.length

/**
 * Writes a JSON string. Lone surrogates are escaped, because UTF-8 cannot represent them. The pattern has ranges, because classes like
 * `\p{Cc}` are slow when first used.
 */
const quote = (text: string) =>
  `"${text.replace(/[^ !#-[\]-\ud7ff\ue000-\u{10ffff}]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

/**
 * Writes a message as JSON of at most 32 kB of UTF-8, whatever the page put into it. Functions, windows, DOM nodes, properties that
 * throw, cycles, nesting deeper than nine levels, and everything after 32 kB are omitted; bigints become text, long texts are
 * truncated. Does not use `JSON.stringify`, nor `toJSON` of texts, lists and dates, nor `includes` of lists, because some libraries
 * replace them.
 */
export function writeMessage(message: object): string {
  let size = 0
  /**
   * Undefined for a value that is omitted.
   *
   * @param path what contains the value
   */
  const write = (value: unknown, path: readonly unknown[]): string | undefined => {
    // Room for a comma, and a colon, brackets or `null`.
    size += 5
    const isList = Array.isArray(value) || ArrayBuffer.isView(value)
    const { toISOString, toJSON, nodeType, window } = (value ?? {}) as Source
    if (typeof value === 'object' && !isList) value = (toISOString ?? toJSON)?.call(value) ?? value
    const kind = typeof value
    if (value && kind === 'object') {
      if (path.length > MAX_DEPTH || path.indexOf(value) >= 0 || nodeType || window === value)
        return undefined
      const parts: string[] = []
      // Of a long list, only the first keys are needed.
      for (const key of isList ? (value as unknown[]).keys() : Object.keys(value)) {
        try {
          const name = isList ? '' : `${write(key, [])}:`
          const part = write((value as Source)[key], [...path, value]) ?? (isList ? 'null' : '')
          if (part) parts.push(name + part)
        } catch {
          // A getter or proxy of the page threw: omit this property.
        }
        if (size > MAX_BYTES) break
      }
      return isList ? `[${parts}]` : `{${parts}}`
    }
    const json = /str|big/.test(kind)
      ? quote(`${value}`.slice(0, MAX_TEXT))
      : // The only object left is null; NaN and the infinities are written like it.
        /num|bool|obj/.test(kind)
        ? `${value}`.replace(/.*[Ny]$/, 'null')
        : undefined
    size += sizeOf(json)
    return size < MAX_BYTES ? json : undefined
  }
  return write(message, []) as string
}
