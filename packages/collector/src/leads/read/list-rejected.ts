import type { Json, List, Rejected } from '@leadlight/protocol'
import { z } from 'zod'
import type { PageQuery } from '../../lead-service.ts'
import type { KeptRejection, Snapshot } from '../../storage/port.ts'
import { cutPage, readCursor } from './cursor.ts'

const placeSchema = z.object({ before: z.number() })

/**
 * A page of rejected messages, newest first.
 *
 * @throws InvalidCursorError
 */
export async function listRejected(snapshot: Snapshot, page: PageQuery): Promise<List<Rejected>> {
  const before = readCursor(page.cursor, placeSchema)?.before ?? null
  const rows = await snapshot.rejected(before, page.limit + 1)
  const { shown, next } = cutPage(rows, page.limit, ({ id }) => ({ before: id }))
  return { data: shown.map(presentRejection), next }
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

/** A truncated message is not valid JSON, and is shown as text. */
function readMessage(message: string): Json {
  try {
    return JSON.parse(message)
  } catch {
    return message
  }
}
