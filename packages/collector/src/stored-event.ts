import type { JsonObject, MessageType, Source, Traits } from '@leadlight/protocol'

/** An accepted message in the form in which it is stored; times are milliseconds since 1970. */
export interface StoredEvent {
  messageId: string
  /** The site of the key that it was sent with. */
  site: string
  /** Whether it was sent with a secret key; its traits then take precedence over those from public keys. */
  trusted: boolean
  type: MessageType
  /** The type, or for `track` the event's name. */
  name: string
  anonymousId: string | null
  userId: string | null
  /** The normalized e-mail address that identifies its sender; null for most events. */
  email: string | null
  /** Its traits, including those from form fields; null when there are none. */
  traits: Traits | null
  /** When it happened, corrected for clock skew. */
  at: number
  receivedAt: number
  /** As sent; for an `alias` message `{ previousId }`, for a `group` message `{ groupId }`. */
  properties: JsonObject
  /** Must not be modified: several events may share the object. */
  context: JsonObject
  /** The source of the visit according to this event: campaign, click id or external referrer; null when there is none. */
  source: SourceHint | null
  /** Sent by a crawler. */
  bot: boolean
  /** Fingerprint of the content as sent; a different one with the same `messageId` is a conflict. */
  fingerprint: string
}

/** The source of a visit according to one event. */
export interface SourceHint extends Omit<Source, 'at' | 'landingPath'> {
  /** Identifies the campaign; another campaign starts a new visit. Null for a referrer without a campaign. */
  campaignKey: string | null
}

/** A rejected message, stored with its reason. */
export interface RejectedMessage {
  site: string
  messageId: string | null
  receivedAt: number
  reason: string
  /** The message as JSON, cut to 32 KiB, sensitive values removed. */
  message: string
}
