/** Deepest nesting that is sent; the collector reads 32 levels, some of which the batch takes. */
const MAX_DEPTH = 16

/**
 * `value` as JSON, as far as JSON can hold it and `room` lasts. Functions, symbols, DOM nodes, cycles and what throws when
 * read are left out, bigints become text, strings are cut. `JSON.stringify` alone would throw on half of these, and would
 * call a `toJSON` that old libraries put on `Array.prototype`.
 *
 * @param room how much may be written, in UTF-16 code units before escaping
 */
export function writeJson(value: unknown, room: number): string {
  const write = (holder: Record<string, unknown>, key: string, parents: unknown[]): string | undefined => {
    try {
      let item = holder[key]
      if (item && typeof item === 'object' && !Array.isArray(item) && 'toJSON' in item) {
        if (typeof item.toJSON === 'function') item = item.toJSON()
      }
      if (typeof item === 'bigint') item = String(item)
      if (typeof item === 'string') {
        const text = item.slice(0, Math.max(room, 0))
        room -= text.length
        return JSON.stringify(text)
      }
      room -= 5
      if (!item || typeof item !== 'object') return JSON.stringify(item)
      if (parents.includes(item) || parents.length > MAX_DEPTH || 'nodeType' in item) return undefined

      const object = item as Record<string, unknown>
      const inside = [...parents, item]
      const isList = Array.isArray(item)
      const parts: string[] = []
      for (const name of Object.keys(object)) {
        if (room < 0) break
        const text = write(object, name, inside)
        room -= name.length
        if (isList) parts.push(text ?? 'null')
        else if (text) parts.push(`${JSON.stringify(name)}:${text}`)
      }
      return isList ? `[${parts.join()}]` : `{${parts.join()}}`
    } catch {
      return undefined
    }
  }
  return write({ value }, 'value', []) ?? 'null'
}
