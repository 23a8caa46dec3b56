/** What programs write where a value is missing. */
const missing = new Set(['', 'undefined', 'null', 'NULL', 'None', 'NaN', '[object Object]'])

const LONGEST_MISSING = 15

/**
 * Whether an id only says that there is none. As an id it would make one person of many, and one event of all that a client
 * sends.
 */
export function isPlaceholderId(id: string): boolean {
  return id.length <= LONGEST_MISSING && missing.has(id.trim())
}
