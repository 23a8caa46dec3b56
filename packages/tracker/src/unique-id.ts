/** A random UUID, or 128 random bits in another dress on plain http pages, where browsers withhold `randomUUID`. */
export function uniqueId(): string {
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-')
}
