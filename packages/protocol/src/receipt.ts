import { z } from 'zod'

/** A rejected message and the reason; the collector stores both. */
export const rejectionSchema = z.object({
  /** Index of the message in the batch, from 0. */
  index: z.number().int(),
  messageId: z.string().nullable(),
  reason: z.string(),
})
export type Rejection = z.infer<typeof rejectionSchema>

/** The answer to a batch, sent only after the batch was committed. */
export const receiptSchema = z.object({
  success: z.literal(true),
  rejected: z.array(rejectionSchema).optional(),
})
export type Receipt = z.infer<typeof receiptSchema>

/** The body of every error answer. */
export const errorSchema = z.object({
  success: z.literal(false),
  error: z.object({
    /** Stable and machine-readable, in snake_case. */
    code: z.string(),
    /** A sentence that says what to do. */
    message: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof errorSchema>
