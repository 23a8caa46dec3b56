import { type Json, MAX_ID_LENGTH, MAX_MESSAGE_BYTES } from '@leadlight/protocol'
import type { RejectedMessage } from '../stored-event.ts'
import type { Cleaner } from './create-cleaner.ts'
import { isJsonObject } from './json-object.ts'

/** Converts an invalid message to its stored form: cleaned, and cut to the maximum size of a message. */
export function toRejectedMessage(
  sent: Json,
  reason: string,
  arrival: { site: string; receivedAt: number },
  cleaner: Cleaner,
): RejectedMessage {
  const clean = JSON.stringify(cleaner.json(sent))
  const id = isJsonObject(sent) && Object.hasOwn(sent, 'messageId') ? sent.messageId : null
  return {
    ...arrival,
    messageId: typeof id === 'string' && id.length <= MAX_ID_LENGTH ? cleaner.text(id) : null,
    reason: cleaner.text(reason),
    message: cut(clean),
  }
}

/** If the JSON is too long, its beginning is stored as a JSON text. */
function cut(json: string): string {
  if (json.length <= MAX_MESSAGE_BYTES / BYTES_PER_UNIT) return json
  const encoder = new TextEncoder()
  if (encoder.encode(json).length <= MAX_MESSAGE_BYTES) return json
  return JSON.stringify(json.slice(0, MAX_MESSAGE_BYTES / (2 * BYTES_PER_UNIT)))
}

/** Most bytes of UTF-8 per UTF-16 code unit. */
const BYTES_PER_UNIT = 3
