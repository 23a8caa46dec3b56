import type { Json } from '@leadlight/protocol'
import { replaceUnstorable } from './clean-text.ts'
import { isPlaceholderId } from './is-placeholder-id.ts'

/** Reads an id, which may be a number; undefined for a text that only says that there is none. Returns other values unchanged. */
export function readId(id: Json | undefined): Json | undefined {
  if (typeof id === 'number') return String(id)
  if (typeof id !== 'string') return id
  return isPlaceholderId(id) ? undefined : replaceUnstorable(id)
}
