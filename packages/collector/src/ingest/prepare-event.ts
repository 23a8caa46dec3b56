import type { JsonObject, Message, Traits } from '@leadlight/protocol'
import { FORM_SUBMITTED } from '../event-names.ts'
import type { Sender } from '../keys.ts'
import type { SourceHint, StoredEvent } from '../stored-event.ts'
import type { Cleaner } from './create-cleaner.ts'
import { normalizeEmail } from './email.ts'
import { eventTime } from './event-time.ts'
import { fingerprint } from './fingerprint.ts'
import { isJsonObject } from './json-object.ts'
import { cleanForm } from './mapping/clean-form.ts'
import { formTraits } from './mapping/form-traits.ts'
import { groupTraits } from './mapping/group-traits.ts'
import { identifyTraits } from './mapping/identify-traits.ts'
import type { TraitOfName } from './mapping/trait-of-name.ts'
import { messageProperties } from './message-properties.ts'
import type { PrepareContext } from './prepare-context.ts'
import type { ReadSource } from './source/create-source-reader.ts'

/** How a message arrived. Times are in milliseconds since 1970. */
export interface Arrival {
  sender: Sender
  receivedAt: number
  /** When it was sent, by the sender's clock. */
  sentAt: number | null
  prepareContext: PrepareContext
}

/** Dependencies for converting messages. */
export interface Readers {
  cleaner: Cleaner
  traitOfName: TraitOfName
  readSource: ReadSource
}

const noCampaign: JsonObject = {}

/** Converts a validated message to a stored event. */
export function prepareEvent(message: Message, arrival: Arrival, readers: Readers): StoredEvent {
  const { sender, receivedAt, sentAt, prepareContext } = arrival
  const { cleaner, traitOfName } = readers
  const name = message.type === 'track' ? cleaner.text(message.event) : message.type
  const isForm = message.type === 'track' && name === FORM_SUBMITTED
  const sent = messageProperties(message)
  const properties = isForm ? cleanForm(sent, cleaner, traitOfName) : cleanProperties(message, sent, cleaner)
  const { context, bot } = prepareContext(message.context)
  const traits = readTraits(message, isForm ? properties : null, readers)
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
    source: readHint(message, properties, context, readers.readSource),
    bot,
    fingerprint: contentOf(message),
  }
}

/** An id stays as it is, like the others, even if it looks like a card number: as [redacted], many would be one. */
function cleanProperties({ type }: Message, sent: JsonObject, cleaner: Cleaner): JsonObject {
  return type === 'alias' ? sent : cleaner.object(sent)
}

function readTraits(
  message: Message,
  form: JsonObject | null,
  { cleaner, traitOfName }: Readers,
): Traits | null {
  if (form !== null) return formTraits(form, traitOfName)
  if (message.type === 'group') return groupTraits(cleaner.object(message.traits ?? {}))
  if (message.type !== 'identify') return null
  return identifyTraits(cleaner.object(message.traits ?? {}))
}

/** The e-mail address that an event identifies. A user id that is an address names the same person as the address. */
function readEmail(message: Message, isForm: boolean, traits: Traits | null): string | null {
  if (!isForm && message.type !== 'identify') return null
  return traits?.email ?? (message.userId == null ? undefined : normalizeEmail(message.userId)) ?? null
}

/** The source hint of an event: page views have one, other messages only with a campaign. */
function readHint(
  message: Message,
  properties: JsonObject,
  context: JsonObject,
  readSource: ReadSource,
): SourceHint | null {
  const campaign = isJsonObject(context.campaign) ? context.campaign : noCampaign
  if (message.type !== 'page' && Object.keys(campaign).length === 0) return null
  const page = message.type === 'page' ? properties : isJsonObject(context.page) ? context.page : {}
  return readSource({ url: textOrNull(page.url), referrer: textOrNull(page.referrer), campaign })
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The fingerprint of what the sender reports; without the context, which may change between attempts. */
function contentOf(message: Message): string {
  const { type, anonymousId, userId, timestamp } = message
  switch (type) {
    case 'track':
      return fingerprint([type, anonymousId, userId, timestamp, message.event, message.properties])
    case 'page':
    case 'screen': {
      const { name, category, properties } = message
      return fingerprint([type, anonymousId, userId, timestamp, name, category, properties])
    }
    case 'identify':
      return fingerprint([type, anonymousId, userId, timestamp, message.traits])
    case 'group':
      return fingerprint([type, anonymousId, userId, timestamp, message.groupId, message.traits])
    case 'alias':
      return fingerprint([type, anonymousId, userId, timestamp, message.previousId])
  }
}
