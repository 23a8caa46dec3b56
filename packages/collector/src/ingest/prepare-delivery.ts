import {
  CLOCK_SKEW_MS,
  type Json,
  MAX_MESSAGE_BYTES,
  type Message,
  type Rejection,
} from '@leadlight/protocol'
import { FORM_SUBMITTED } from '../event-names.ts'
import type { IncomingSubmission } from '../forms/review-submission.ts'
import type { Sender } from '../keys.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { createBotCheck } from './bots.ts'
import { type CheckMessage, checkMessage } from './check-message.ts'
import { createCleaner } from './create-cleaner.ts'
import { cutDepth } from './cut-depth.ts'
import { isJsonObject } from './json-object.ts'
import { createTraitOfName } from './mapping/trait-of-name.ts'
import { sizeIfTooLarge } from './message-size.ts'
import { normalizeMessage, readSentAt } from './normalize-message.ts'
import { createContextPreparation, type RequestContext } from './prepare-context.ts'
import { type Arrival, prepareEvent, type Readers } from './prepare-event.ts'
import type { Delivery } from './read-delivery.ts'
import { findUnsafeValue } from './read-json.ts'
import { toRejectedMessage } from './rejected-message.ts'
import { createSourceReader } from './source/create-source-reader.ts'
import { createReferrerClassifier } from './source/referrer.ts'

/** A delivery, ready to be stored. */
export interface PreparedDelivery {
  events: StoredEvent[]
  /** The index of each event's message in the delivery. */
  places: number[]
  submissions: IncomingSubmission[]
  refused: RejectedMessage[]
  rejected: Rejection[]
  /** Whether the sender's clock is right, so that no event's time was corrected. */
  sentNow: boolean
}

/** Validates the messages of a delivery one by one, and converts the valid ones to events. */
export type PrepareDelivery = (
  delivery: Delivery,
  sender: Sender,
  request: RequestContext,
) => PreparedDelivery

/** What `createDeliveryPreparation` works with. */
export interface PreparationOptions {
  /** Milliseconds since 1970. */
  now: () => number
  check?: CheckMessage
  /** Says where the message with this index came from, before the reason for which it is kept as rejected. */
  placeOf?: (index: number) => string
}

/** Most numbers of a delivery that are examined for secrets: twelve in each message of the largest batch. */
const MOST_NUMBERS = 30_000

/** Creates the preparation of deliveries. */
export function createDeliveryPreparation(options: PreparationOptions): PrepareDelivery {
  const { now, check = checkMessage, placeOf = () => '' } = options
  const traitOfName = createTraitOfName()
  const cleaner = createCleaner((key) => traitOfName(key) === 'phone', MOST_NUMBERS)
  const readers: Readers = {
    cleaner,
    traitOfName,
    readSource: createSourceReader(createReferrerClassifier()),
  }
  const contextReaders = { cleaner, isBot: createBotCheck() }

  return (delivery, sender, request) => {
    const receivedAt = now()
    cleaner.restart()
    const all: PreparedDelivery = {
      events: [],
      places: [],
      submissions: [],
      refused: [],
      rejected: [],
      sentNow: true,
    }
    const prepareContext = createContextPreparation(request, contextReaders)
    const common: Arrival = { sender, receivedAt, sentAt: delivery.sentAt, prepareContext }
    const accept = (message: Message, index: number, sentAt: number | null) => {
      // Mostly the delivery has one time for all messages, and needs no object for each.
      const event = prepareEvent(message, sentAt === common.sentAt ? common : { ...common, sentAt }, readers)
      all.events.push(event)
      all.places.push(index)
      // The proof that a page sent the submission looks like a secret and is not stored, so it is taken from the message.
      if (event.name === FORM_SUBMITTED) all.submissions.push({ event, check: proofIn(message) })
      if (sentAt === null || Math.abs(receivedAt - sentAt) > CLOCK_SKEW_MS) all.sentNow = false
    }
    const refuse = (sent: Json, index: number, reason: string) => {
      const kept = toRejectedMessage(
        delivery.isSafe ? sent : cutDepth(sent),
        placeOf(index) + reason,
        { site: sender.site, receivedAt },
        cleaner,
      )
      all.refused.push(kept)
      all.rejected.push({ index, messageId: kept.messageId, reason: cleaner.text(reason) })
    }
    for (const [index, sent] of delivery.messages.entries()) {
      const read = readMessage(sent, delivery, check)
      if ('message' in read) accept(read.message, index, delivery.sentAt ?? sentAtIn(sent))
      else refuse(sent, index, read.reason)
    }
    return all
  }
}

/** A message may state by itself when it was sent. */
function sentAtIn(sent: Json): number | null {
  return isJsonObject(sent) ? readSentAt(sent) : null
}

function proofIn(message: Message): Json | undefined {
  return message.type === 'track' ? message.properties?.form_check : undefined
}

function readMessage(sent: Json, delivery: Delivery, check: CheckMessage): ReturnType<CheckMessage> {
  const refuse = (reason: string) => ({ reason, faultyContextKeys: [] })
  if (!isJsonObject(sent)) return refuse('not an object: a message is {"type": …}')
  // First, because it bounds the depth.
  const problem = delivery.isSafe ? undefined : findUnsafeValue(sent)
  if (problem !== undefined) return refuse(problem)
  const bytes = delivery.size > MAX_MESSAGE_BYTES ? sizeIfTooLarge(sent) : undefined
  if (bytes !== undefined) {
    return refuse(`too large: ${bytes} bytes, at most ${MAX_MESSAGE_BYTES} are allowed`)
  }
  const message = normalizeMessage(sent, delivery)
  const checked = check(message)
  if ('message' in checked || checked.faultyContextKeys.length === 0) return checked
  // The context only describes the event: invalid parts of it are left out.
  const context = { ...message.context }
  for (const key of checked.faultyContextKeys) delete context[key]
  return check({ ...message, context })
}
