/**
 * The value at a dotted path, or undefined. Only own properties are read, so `constructor` or `__proto__` never reach a
 * prototype. A key that contains dots itself takes precedence over a nested one.
 */
export function readPath(from: unknown, path: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined
  if (Object.hasOwn(from, path)) return (from as Record<string, unknown>)[path]
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot)
    if (Object.hasOwn(from, head)) {
      const found = readPath((from as Record<string, unknown>)[head], path.slice(dot + 1))
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** Whether a value is anything but undefined, null, blank text, or an empty list or object. */
export function isPresent(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.trim() !== ''
  return typeof value !== 'object' || Object.keys(value).length > 0
}
