import type { z } from 'zod'
import { InvalidCursorError } from '../../lead-book.ts'

/** A place in a list as text that fits into an address: JSON in base64url. */
export function writeCursor(place: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * The place a cursor names; undefined without a cursor.
 *
 * @throws InvalidCursorError
 */
export function readCursor<Schema extends z.ZodType>(
  cursor: string | undefined,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (cursor === undefined) return undefined
  const place = schema.safeParse(decode(cursor))
  if (!place.success) {
    throw new InvalidCursorError(
      'The cursor is not one of this list: pass on `next` as it was given, with the same parameters',
    )
  }
  return place.data
}

function decode(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)))
    // No id holds a zero character, and not every database can be asked for one.
    return text.includes('\\u0000') ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
