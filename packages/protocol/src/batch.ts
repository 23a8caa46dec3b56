import { z } from 'zod'
import { MAX_BATCH_MESSAGES } from './limits.ts'
import { contextSchema, type MessageInput, timestampSchema } from './message.ts'

/**
 * The body of `POST /v1/batch`: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch
 * Messages are validated one by one, so that a bad one does not reject its neighbours.
 */
export const batchSchema = z.object({
  batch: z.array(z.unknown()).max(MAX_BATCH_MESSAGES),
  writeKey: z.string().max(255).nullish(),
  /** The sender's clock when it sent the batch; the collector corrects a skewed clock by it. */
  sentAt: timestampSchema.nullish().catch(null),
  /** Default for each message. */
  context: contextSchema.nullish(),
  /** Default for each message. */
  anonymousId: z.string().max(255).nullish(),
})

/** A batch as our tracker writes it, and as a plugged-in collector function receives it. */
export interface Batch {
  writeKey: string
  /** ISO 8601. */
  sentAt: string
  context?: MessageInput['context']
  anonymousId?: string
  batch: MessageInput[]
}
