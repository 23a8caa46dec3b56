/** Resolves to `value` after a time in milliseconds. */
export function wait<Value>(ms: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, ms, value))
}
