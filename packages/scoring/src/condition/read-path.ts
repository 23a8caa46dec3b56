/**
 * The value at a dotted path, or undefined. Reads own properties only, so `constructor` or `__proto__` never reach a
 * prototype. A key that itself holds dots is found before the path is split.
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

/** Anything but undefined, null, blank text and an empty list. */
export function isPresent(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return value.trim() !== ''
  return !(Array.isArray(value) && value.length === 0)
}
