import { idOfKey, isUserKey } from '../identity/person-key.ts'
import type { KeptRejection, Snapshot } from '../storage/port.ts'

/**
 * The rejected messages that name one of these persons or visitors: an e-mail address anywhere, an id only as a complete JSON
 * string, so that `7` is not found in every number.
 */
export async function rejectedOf(
  snapshot: Snapshot,
  persons: string[],
  visitors: string[],
): Promise<KeptRejection[]> {
  const emails = persons.filter((key) => !isUserKey(key)).map(idOfKey)
  const users = persons.filter(isUserKey).map(idOfKey)
  const numbers = users.filter((id) => /^\d+$/.test(id)).map((id) => `"userId":${id}`)
  const ids = [...users, ...visitors].map((id) => JSON.stringify(id))
  const texts = [...emails, ...ids, ...numbers]
  if (texts.length === 0) return []
  // A message that was too long is stored as a truncated JSON text, inside a JSON string.
  return await snapshot.rejectedAbout([...texts, ...[...ids, ...numbers].map(withinText)])
}

function withinText(json: string): string {
  return JSON.stringify(json).slice(1, -1)
}
