import type { Receipt } from '@leadlight/protocol'
import type { SubmissionProcessor } from '../forms/create-submission-processor.ts'
import type { Intake } from '../intake.ts'
import type { Sender } from '../keys.ts'
import type { RequestContext } from './prepare-context.ts'
import {
  createDeliveryPreparation,
  type PreparationOptions,
  type PreparedDelivery,
} from './prepare-delivery.ts'
import type { Delivery } from './read-delivery.ts'

/** Ingests a delivery; resolves when it is committed, rejects like `Intake.accept`. */
export type Ingest = (delivery: Delivery, sender: Sender, request: RequestContext) => Promise<Receipt>

/** Dependencies of ingestion. */
export interface IngestOptions extends PreparationOptions {
  intake: Intake
  /** Reviews submissions before they are stored. */
  submissionProcessor?: Pick<SubmissionProcessor, 'review'>
}

/**
 * Creates the ingestion: validates messages one by one, so that an invalid one does not affect its neighbours, and converts
 * the valid ones to stored events.
 */
export function createIngest(options: IngestOptions): Ingest {
  const { intake, submissionProcessor } = options
  const prepare = createDeliveryPreparation(options)

  const store = async (
    { events, places, submissions, refused, rejected, sentNow }: PreparedDelivery,
    request: RequestContext,
  ): Promise<Receipt> => {
    if (events.length === 0 && refused.length === 0) return { success: true }
    if (submissionProcessor !== undefined && submissions.length > 0) {
      const context = { ip: request.ip, plain: request.plainForm ?? false }
      events.push(...(await submissionProcessor.review(submissions, context)))
    }
    const result = await intake.accept(events, refused, sentNow)
    for (const { messageId, reason } of result.refused) {
      const index = places[events.findLastIndex((event) => event.messageId === messageId)]
      // An event that the review of a submission added was not sent, so nothing of the delivery was rejected.
      if (index !== undefined) rejected.push({ index, messageId, reason })
    }
    return rejected.length > 0 ? { success: true, rejected } : { success: true }
  }

  // Awaits nothing itself, so that the message as it was sent is garbage-collectable before the commit.
  return async (delivery, sender, request) => store(prepare(delivery, sender, request), request)
}
