/**
 * Generates a unique id of the time and 96 random bits. Ids sort by time, so that the index of a large log grows at its end. Not a
 * UUID, because `randomUUID` does not exist on plain http.
 */
export function uniqueId(): string {
  return [Date.now(), ...crypto.getRandomValues(new Uint32Array(3))].join('-')
}
