import type { z } from 'zod'
import { InvalidCursorError } from '../../lead-service.ts'

/**
 * Cuts a page off rows of which one more than `limit` was requested, to see whether another page follows.
 *
 * @param placeOf the place of a row, after which the next page begins
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => object,
): { shown: Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return { shown, next: more ? writeCursor(placeOf(last)) : null }
}

/** Encodes a place in a list for use in a URL: JSON in base64url. */
export function writeCursor(place: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * Decodes the place of a cursor; undefined without a cursor.
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
      'The cursor does not belong to this list: pass `next` unchanged, with the same parameters',
    )
  }
  return place.data
}

function decode(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)))
    // No id contains a null character, and PostgreSQL refuses it in queries.
    return text.includes('\\u0000') ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
