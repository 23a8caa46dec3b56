import { MAX_MESSAGE_BYTES } from '@leadlight/protocol/limits'
import { plainCopy } from './plain-copy.ts'
import type { Properties } from './plugin.ts'

/** A message of the Segment API: https://segment.com/docs/connections/spec/common/ */
export interface MessageContent {
  type: 'page' | 'track' | 'identify'
  messageId: string
  /** ISO 8601. */
  timestamp: string
  userId: string | undefined
  /** Name of a tracked event. */
  event?: string
  properties?: Properties | undefined
  traits?: Properties | undefined
}

/** Room for a message's values, in UTF-16 code units. */
const ROOM = 24_000

/**
 * A message as JSON, with its length in bytes of UTF-8. What is too large for the collector is written again with half the room,
 * so that the end of it is lost, not all of it.
 */
export function writeMessage(message: MessageContent): { json: string; size: number } {
  for (let room = ROOM; ; room /= 2) {
    const json = JSON.stringify(plainCopy(message, room))
    const size = new TextEncoder().encode(json).length
    if (size <= MAX_MESSAGE_BYTES) return { json, size }
  }
}
