/** Resolves with `value` after so many milliseconds. */
export function wait<Value>(ms: number, value?: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, ms, value))
}
