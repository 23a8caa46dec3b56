/**
 * `compute` with a memory of the last `size` answers; the least recently asked is forgotten first. Keys longer than
 * `longestKey` are computed each time, so that the memory stays bounded in bytes.
 */
export function remember<Value>(
  size: number,
  compute: (key: string) => Value,
  longestKey = 512,
): (key: string) => Value {
  const known = new Map<string, { value: Value }>()
  return (key) => {
    if (key.length > longestKey) return compute(key)
    const answer = known.get(key) ?? { value: compute(key) }
    known.delete(key)
    known.set(key, answer)
    if (known.size > size)
      for (const oldest of known.keys()) {
        known.delete(oldest)
        break
      }
    return answer.value
  }
}
