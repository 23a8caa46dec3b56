/** Deepest nesting that is sent; the collector reads 32 levels, some of which the batch takes. */
const MAX_DEPTH = 9

/**
 * A copy of `value` that `JSON.stringify` can always write: functions, DOM nodes, cycles and whatever throws when read are left out,
 * bigints become text, and what exceeds `room` is cut.
 *
 * @param room how much may be copied, in UTF-16 code units
 */
export function plainCopy(value: unknown, room: number): unknown {
  const copy = (item: unknown, parents: unknown[]): unknown => {
    if (typeof item === 'bigint') item = `${item}`
    if (typeof item === 'string') {
      item = item.slice(0, Math.max(room, 0))
      room -= (item as string).length
    }
    room -= 5
    if (!item || typeof item !== 'object') return item
    const source = item as Record<string, unknown>
    if (source.nodeType || parents.includes(item) || parents.length > MAX_DEPTH) return undefined
    const inside = [...parents, item]
    const isList = Array.isArray(item)
    if (!isList && typeof source.toJSON === 'function') return copy(source.toJSON(), inside)
    const plain = (isList ? [] : {}) as typeof source
    // Old libraries put a `toJSON` on the prototype of arrays; an own one hides it.
    plain.toJSON = undefined
    for (const key of Object.keys(item)) {
      room -= key.length
      if (room < 0) break
      try {
        plain[key] = copy(source[key], inside)
      } catch {
        // A getter or a proxy of the page threw: its value alone is left out.
      }
    }
    return plain
  }
  return copy(value, [])
}
