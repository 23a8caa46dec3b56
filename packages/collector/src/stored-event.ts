import type { JsonObject, MessageType, Source, Traits } from '@leadlight/protocol'

/** An accepted message in the form in which it is kept for ever; times are milliseconds since 1970. */
export interface StoredEvent {
  messageId: string
  /** The site whose write key brought it. */
  site: string
  /** Came with a secret key: its traits outrank those of public keys. */
  trusted: boolean
  type: MessageType
  /** The type, or for `track` the event's name. */
  name: string
  anonymousId: string | null
  userId: string | null
  /** The e-mail address it identifies its sender by, normalised; null for most. */
  email: string | null
  /** Traits it brings, form fields already mapped; null when none. */
  traits: Traits | null
  /** When it happened, clock skew corrected. */
  at: number
  receivedAt: number
  /** As sent; of an `alias` message `{ previousId }`, of a `group` message `{ groupId }`. */
  properties: JsonObject
  /** Several events may share one, so nobody may change it. */
  context: JsonObject
  /** Where the visitor came from, as far as this event tells: campaign, click id or foreign referrer; null when it does not. */
  source: SourceHint | null
  /** Sent by a crawler. */
  bot: boolean
  /** Fingerprint of the content as sent: another one under the same `messageId` is a conflict. */
  fingerprint: string
}

/** What a single event tells of its visit's source. */
export interface SourceHint extends Omit<Source, 'at' | 'landingPath'> {
  /** Names the campaign: a visit ends where another one begins. Null for a referrer without one. */
  campaignKey: string | null
}

/** A refused message, kept with its reason. */
export interface RejectedMessage {
  site: string
  messageId: string | null
  receivedAt: number
  reason: string
  /** The message as JSON, cut to 32 KiB, sensitive values removed. */
  message: string
}
