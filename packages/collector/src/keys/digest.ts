/** Size of the cache of digests: there are few senders, and computing a digest takes a round trip to a thread pool. */
export const MAX_CACHED_DIGESTS = 100

/** SHA-256 of a key. Keys are long and random, so a slow hash is unnecessary. */
export async function digestKey(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
}

/** Compares in constant time, so that the duration does not reveal the position of the first difference. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0)
  return difference === 0
}
