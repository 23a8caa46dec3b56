/**
 * Memoizes `compute` for at least the last `size` distinct keys, and at most twice as many. Keys longer than `longestKey`
 * are computed each time, so that memory stays bounded in bytes.
 *
 * It keeps two generations instead of an exact LRU order: when the young one is full, it becomes the old one; a hit in the
 * old one moves back to the young one. So a hit costs one lookup and moves nothing.
 */
export function remember<Value>(
  size: number,
  compute: (key: string) => Value,
  longestKey = 512,
): (key: string) => Value {
  interface Answer {
    value: Value
  }
  let young = new Map<string, Answer>()
  let old = new Map<string, Answer>()
  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known.value
    if (key.length > longestKey) return compute(key)
    const answer = old.get(key) ?? { value: compute(key) }
    if (young.size >= size) {
      old = young
      young = new Map()
    }
    young.set(key, answer)
    return answer.value
  }
}
