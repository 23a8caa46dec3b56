import type { JsonObject, Message, Traits } from '@leadlight/protocol'
import type { Sender } from '../keys.ts'
import type { SourceHint, StoredEvent } from '../stored-event.ts'
import type { Cleaner } from './create-cleaner.ts'
import { normalizeEmail } from './email.ts'
import { eventTime } from './event-time.ts'
import { fingerprint } from './fingerprint.ts'
import { isJsonObject } from './json-object.ts'
import { cleanForm } from './mapping/clean-form.ts'
import { formTraits } from './mapping/form-traits.ts'
import { identifyTraits } from './mapping/identify-traits.ts'
import type { TraitOfName } from './mapping/trait-of-name.ts'
import { messageProperties } from './message-properties.ts'
import { readSource } from './source/read-source.ts'
import type { ReferrerBook } from './source/referrer.ts'
import { trimContext } from './trim-context.ts'

/** How a message came. Times are milliseconds since 1970. */
export interface Arrival {
  sender: Sender
  receivedAt: number
  /** The sender's clock when it sent. */
  sentAt: number | null
  request: RequestFacts
}

/** What the HTTP request tells of who sent it. */
export interface RequestFacts {
  userAgent: string | null
  ip: string | null
  /** A page in a browser sent it: agent and address are the visitor's, not a server's. */
  fromPage: boolean
}

/** What events are read by. */
export interface Readers {
  cleaner: Cleaner
  isBot: (userAgent: string) => boolean
  traitOfName: TraitOfName
  referrers: ReferrerBook
}

const FORM_SUBMITTED = 'Form Submitted'

/** Our own script runs in pages only. */
const TRACKER = '@leadlight/tracker'

/** Brings a checked message into the form in which it is kept. */
export function prepareEvent(message: Message, arrival: Arrival, readers: Readers): StoredEvent {
  const { sender, receivedAt, sentAt, request } = arrival
  const { cleaner, traitOfName } = readers
  const name = message.type === 'track' ? cleaner.text(message.event) : message.type
  const isForm = message.type === 'track' && name === FORM_SUBMITTED
  const sent = messageProperties(message)
  const properties = isForm ? cleanForm(sent, cleaner, traitOfName) : cleaner.object(sent)
  const fromPage = request.fromPage || message.context?.library?.name === TRACKER
  const seen = fromPage ? request : { userAgent: null, ip: null }
  const context = cleaner.object(trimContext((message.context ?? {}) as JsonObject, seen))
  const traits = readTraits(message, isForm ? properties : null, readers)
  const userAgent = message.context?.userAgent ?? seen.userAgent
  return {
    messageId: message.messageId ?? crypto.randomUUID(),
    site: sender.site,
    trusted: sender.trusted,
    type: message.type,
    name,
    anonymousId: message.anonymousId ?? null,
    userId: message.userId ?? null,
    email: readEmail(message, isForm, traits),
    traits,
    at: eventTime(message.timestamp, sentAt, receivedAt),
    receivedAt,
    properties,
    context,
    source: readHint(message, properties, context, readers.referrers),
    bot: userAgent !== null && readers.isBot(userAgent),
    fingerprint: contentOf(message),
  }
}

function readTraits(
  message: Message,
  form: JsonObject | null,
  { cleaner, traitOfName }: Readers,
): Traits | null {
  if (form !== null) return formTraits(form, traitOfName)
  if (message.type !== 'identify') return null
  return identifyTraits(cleaner.object(message.traits ?? {}))
}

/** A user id that is an e-mail address names the same person as the address. */
function readEmail(message: Message, isForm: boolean, traits: Traits | null): string | null {
  if (!isForm && message.type !== 'identify') return null
  return traits?.email ?? (message.userId == null ? undefined : normalizeEmail(message.userId)) ?? null
}

/** Page views tell where they came from; other messages only when they carry a campaign. */
function readHint(
  message: Message,
  properties: JsonObject,
  context: JsonObject,
  referrers: ReferrerBook,
): SourceHint | null {
  const campaign = isJsonObject(context.campaign) ? context.campaign : {}
  if (message.type !== 'page' && Object.keys(campaign).length === 0) return null
  const page = message.type === 'page' ? properties : isJsonObject(context.page) ? context.page : {}
  return readSource({ url: textOrNull(page.url), referrer: textOrNull(page.referrer), campaign }, referrers)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Of what the sender says happened; the context may change from one attempt to the next. */
function contentOf({ context: _, messageId: __, ...content }: Message): string {
  return fingerprint(content)
}
