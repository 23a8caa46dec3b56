/**
 * The time and 96 random bits as text: what is stored under such ids comes in their order, so that the index of a large log
 * grows at its end. Not a UUID, for on plain http pages browsers withhold `randomUUID`.
 */
export function uniqueId(): string {
  return [Date.now(), ...crypto.getRandomValues(new Uint32Array(3))].join('-')
}
