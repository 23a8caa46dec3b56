/** 128 random bits as text. Not a UUID, for on plain http pages browsers withhold `randomUUID`. */
export function uniqueId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
