import { isJsonObject } from './json-object.ts'
import type { Delivery } from './read-delivery.ts'

/**
 * Names the visitor by the `AnonymousId` header, in base64, that RudderStack's clients also send. It applies only to
 * messages without an id of their own, since a server may send it once for many people.
 */
export function applyAnonymousIdHeader(delivery: Delivery, header: string | null): Delivery {
  if (header === null || delivery.anonymousId !== null) return delivery
  const anonymousId = decode(header.trim())
  const messages = delivery.messages.map((message) => {
    const isNamed = !isJsonObject(message) || isGiven(message.userId) || isGiven(message.anonymousId)
    return isNamed ? message : { ...message, anonymousId }
  })
  return { ...delivery, messages }
}

function isGiven(id: unknown): boolean {
  return id !== undefined && id !== null && id !== ''
}

/** Decodes the header; if it is not base64 of printable text, it is the id itself. */
function decode(header: string): string {
  try {
    const bytes = Uint8Array.from(atob(header), (letter) => letter.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[\x20-\x7e]+$/.test(text) ? text : header
  } catch {
    return header
  }
}
