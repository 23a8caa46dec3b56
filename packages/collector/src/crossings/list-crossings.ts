import type { Crossing, List } from '@leadlight/protocol'
import { z } from 'zod'
import type { CrossingQuery } from '../lead-service.ts'
import { cutPage, readCursor } from '../leads/read/cursor.ts'
import type { Snapshot } from '../storage/port.ts'
import { CROSSINGS, presentCrossing } from './crossing.ts'

const placeSchema = z.object({ at: z.number(), id: z.string() })

/** Sorts after every id. */
const LAST_ID = '\u{10ffff}'

/**
 * A page of crossings in the order in which they were recorded.
 *
 * @throws InvalidCursorError
 */
export async function listCrossings(
  snapshot: Snapshot,
  { since, limit, cursor }: CrossingQuery,
): Promise<List<Crossing>> {
  const begin = since === undefined ? null : { at: since - 1, id: LAST_ID }
  const after = readCursor(cursor, placeSchema) ?? begin
  const found = await snapshot.documents({ collection: CROSSINGS, after, limit: limit + 1 })
  const { shown, next } = cutPage(found, limit, ({ at, id }) => ({ at, id }))
  return { data: shown.map(presentCrossing), next }
}
