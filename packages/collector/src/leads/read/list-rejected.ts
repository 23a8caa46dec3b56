import type { Json, List, Rejected } from '@leadlight/protocol'
import { z } from 'zod'
import type { PageQuery } from '../../lead-book.ts'
import type { KeptRejection, Snapshot } from '../../storage/port.ts'
import { readCursor, writeCursor } from './cursor.ts'

const placeSchema = z.object({ before: z.number() })

/** A page of what was refused, newest first. @throws InvalidCursorError */
export async function listRejected(snapshot: Snapshot, page: PageQuery): Promise<List<Rejected>> {
  const before = readCursor(page.cursor, placeSchema)?.before ?? null
  const rows = await snapshot.rejected(before, page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const more = rows.length > page.limit && last !== undefined
  return { data: shown.map(presentRejection), next: more ? writeCursor({ before: last.id }) : null }
}

/** A rejected message as the API shows it. */
export function presentRejection({
  id,
  site,
  messageId,
  receivedAt,
  reason,
  message,
}: KeptRejection): Rejected {
  return {
    id: String(id),
    receivedAt: new Date(receivedAt).toISOString(),
    site,
    messageId,
    reason,
    message: readMessage(message),
  }
}

/** A message that was cut is no JSON any more, and shown as text. */
function readMessage(message: string): Json {
  try {
    return JSON.parse(message)
  } catch {
    return message
  }
}
