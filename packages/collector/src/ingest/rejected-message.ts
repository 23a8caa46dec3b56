import { type Json, MAX_ID_LENGTH, MAX_MESSAGE_BYTES } from '@leadlight/protocol'
import type { RejectedMessage } from '../stored-event.ts'
import type { Cleaner } from './create-cleaner.ts'
import { isJsonObject } from './json-object.ts'
import { truncateIp } from './truncate-ip.ts'

/** Converts an invalid message to its stored form: cleaned, and as {@link rejectedText}. */
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
    message: rejectedText(clean),
  }
}

/**
 * The stored form of a message's JSON: without full IP addresses, and cut to the maximum size of a message. Its beginning is
 * stored as a JSON text.
 */
export function rejectedText(json: string): string {
  if (isShort(json)) return withoutAddresses(json)
  // The part of an address at the end would not be recognized.
  const beginning = json.slice(0, MAX_MESSAGE_BYTES / (2 * BYTES_PER_UNIT)).replace(/[\da-f:.]{1,45}$/i, '')
  return JSON.stringify(withoutAddresses(beginning))
}

function isShort(json: string): boolean {
  if (json.length <= MAX_MESSAGE_BYTES / BYTES_PER_UNIT) return true
  return new TextEncoder().encode(json).length <= MAX_MESSAGE_BYTES
}

/** An IP address of either version, or what is written like one, such as a time. */
const address =
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)|(?<![\da-f:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:]|\.\d)/gi

/** Truncates addresses wherever they stand, because in an invalid message they may stand anywhere. */
function withoutAddresses(json: string): string {
  return json.replace(address, (text) => truncateIp(text) ?? text)
}

/** Most bytes of UTF-8 per UTF-16 code unit. */
const BYTES_PER_UNIT = 3
