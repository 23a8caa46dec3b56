/**
 * `compute` with a memory of the answers to at least the last `size` different questions, and at most twice as many. Keys
 * longer than `longestKey` are computed each time, so that the memory stays bounded in bytes.
 *
 * It keeps two generations instead of the exact order: when the young one is full it becomes the old one, and what is
 * asked of the old one is young again. So an answer that is known costs one look-up, and moves nothing.
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
