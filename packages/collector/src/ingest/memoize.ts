/**
 * Memoizes `compute` for at least the last `size` distinct keys, and at most twice as many. Keys longer than `maxKeyLength`
 * are computed each time, so that memory stays bounded in bytes.
 *
 * It keeps two generations instead of an exact LRU order: when the young one is full, it becomes the old one; a hit in the
 * old one moves back to the young one. So a hit costs one lookup and moves nothing.
 */
export function memoize<Value>(
  size: number,
  compute: (key: string) => Value,
  maxKeyLength = 512,
): (key: string) => Value {
  interface Entry {
    value: Value
  }
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known.value
    if (key.length > maxKeyLength) return compute(key)
    const entry = old.get(key) ?? { value: compute(key) }
    if (young.size >= size) {
      old = young
      young = new Map()
    }
    young.set(key, entry)
    return entry.value
  }
}
