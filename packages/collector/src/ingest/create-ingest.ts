import {
  CLOCK_SKEW_MS,
  type Json,
  MAX_MESSAGE_BYTES,
  type Message,
  type Receipt,
  type Rejection,
} from '@leadlight/protocol'
import { FORM_SUBMITTED } from '../event-names.ts'
import type { FormDesk, ReviewedEvent } from '../forms/create-form-desk.ts'
import type { Intake } from '../intake.ts'
import type { Sender } from '../keys.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { createBotCheck } from './bots.ts'
import { type CheckMessage, checkMessage } from './check-message.ts'
import { createCleaner } from './create-cleaner.ts'
import { isJsonObject } from './json-object.ts'
import { createTraitOfName } from './mapping/trait-of-name.ts'
import { tooManyBytes } from './message-size.ts'
import { createContextPreparation, type RequestFacts } from './prepare-context.ts'
import { prepareEvent, type Readers } from './prepare-event.ts'
import type { Delivery } from './read-delivery.ts'
import { findFault } from './read-json.ts'
import { writeRejected } from './rejected-message.ts'
import { createSourceReader } from './source/create-source-reader.ts'
import { createReferrerBook } from './source/referrer.ts'
import { readSentAt, tidyMessage } from './tidy-message.ts'

/** Ingests a delivery; resolves when it is committed, rejects like `Intake.accept`. */
export type Ingest = (delivery: Delivery, sender: Sender, request: RequestFacts) => Promise<Receipt>

/** Dependencies of ingestion. */
export interface IngestOptions {
  intake: Intake
  /** Milliseconds since 1970. */
  now: () => number
  check?: CheckMessage
  /** Says where the message with this index came from, before the reason for which it is kept as rejected. */
  placeOf?: (index: number) => string
  /** Reviews submissions before they are stored. */
  forms?: Pick<FormDesk, 'review'>
}

/** A delivery, ready to be stored. */
interface Prepared {
  events: StoredEvent[]
  /** The index of each event's message in the delivery. */
  places: number[]
  submissions: ReviewedEvent[]
  refused: RejectedMessage[]
  rejected: Rejection[]
  /** Whether the sender's clock is right, so that no event's time was corrected. */
  sentNow: boolean
}

/**
 * Creates the ingestion: validates messages one by one, so that an invalid one does not affect its neighbours, and converts
 * the valid ones to stored events.
 */
export function createIngest(options: IngestOptions): Ingest {
  const { intake, now, check = checkMessage, placeOf = () => '', forms } = options
  const traitOfName = createTraitOfName()
  const cleaner = createCleaner((key) => traitOfName(key) === 'phone')
  const readers: Readers = { cleaner, traitOfName, readSource: createSourceReader(createReferrerBook()) }
  const contextReaders = { cleaner, isBot: createBotCheck() }

  const prepare = (delivery: Delivery, sender: Sender, request: RequestFacts): Prepared => {
    const receivedAt = now()
    const all: Prepared = {
      events: [],
      places: [],
      submissions: [],
      refused: [],
      rejected: [],
      sentNow: true,
    }
    const prepareContext = createContextPreparation(request, contextReaders)
    const common = { sender, receivedAt, sentAt: delivery.sentAt, prepareContext }
    let index = -1
    for (const sent of delivery.messages) {
      index += 1
      const read = readMessage(sent, delivery, check)
      if ('message' in read) {
        const sentAt = delivery.sentAt ?? (isJsonObject(sent) ? readSentAt(sent) : null)
        const arrival = sentAt === common.sentAt ? common : { ...common, sentAt }
        const event = prepareEvent(read.message, arrival, readers)
        all.events.push(event)
        all.places.push(index)
        // The proof that a page sent the submission looks like a secret and is not stored, so it is taken from the message.
        if (event.name === FORM_SUBMITTED) all.submissions.push({ event, check: proofIn(read.message) })
        if (sentAt === null || Math.abs(receivedAt - sentAt) > CLOCK_SKEW_MS) all.sentNow = false
      } else {
        const kept = writeRejected(
          sent,
          placeOf(index) + read.reason,
          { site: sender.site, receivedAt },
          cleaner,
        )
        all.refused.push(kept)
        all.rejected.push({ index, messageId: kept.messageId, reason: cleaner.text(read.reason) })
      }
    }
    return all
  }

  const store = async (
    { events, places, submissions, refused, rejected, sentNow }: Prepared,
    request: RequestFacts,
  ): Promise<Receipt> => {
    if (events.length === 0 && refused.length === 0) return { success: true }
    if (forms !== undefined && submissions.length > 0) {
      events.push(...(await forms.review(submissions, { ip: request.ip, plain: request.plainForm ?? false })))
    }
    const result = await intake.accept(events, refused, sentNow)
    for (const { messageId, reason } of result.refused) {
      const place = events.findLastIndex((event) => event.messageId === messageId)
      rejected.push({ index: places[place] ?? 0, messageId, reason })
    }
    return rejected.length > 0 ? { success: true, rejected } : { success: true }
  }

  // Not an async function: the message as it was sent must be garbage-collectable before the commit.
  return async (delivery, sender, request) => store(prepare(delivery, sender, request), request)
}

function proofIn(message: Message): Json | undefined {
  return message.type === 'track' ? message.properties?.form_check : undefined
}

function readMessage(sent: Json, delivery: Delivery, check: CheckMessage): ReturnType<CheckMessage> {
  const refuse = (reason: string) => ({ reason, faultyContextKeys: [] })
  if (!isJsonObject(sent)) return refuse('not an object: a message is {"type": …}')
  const bytes = delivery.size > MAX_MESSAGE_BYTES ? tooManyBytes(sent) : undefined
  if (bytes !== undefined) {
    return refuse(`too large: ${bytes} bytes, at most ${MAX_MESSAGE_BYTES} are allowed`)
  }
  const fault = delivery.sound ? undefined : findFault(sent)
  if (fault !== undefined) return refuse(fault)
  const message = tidyMessage(sent, delivery)
  const checked = check(message)
  if ('message' in checked || checked.faultyContextKeys.length === 0) return checked
  // The context only describes the event: invalid parts of it are left out.
  const context = { ...message.context }
  for (const key of checked.faultyContextKeys) delete context[key]
  return check({ ...message, context })
}
