import { z } from 'zod'

/** What a visitor gets back for a stored submission. */
export const formReceiptSchema = z.object({
  /** Reference number for questions about the submission, like `7F3K-2QXA`. */
  number: z.string(),
  /** Text shown only after submission (`success.reveal`). */
  text: z.string().optional(),
  links: z.array(z.object({ label: z.string(), href: z.string() })).optional(),
  /** Served at `/v1/downloads/<token>` of the same collector. */
  download: z.object({ label: z.string(), token: z.string() }).optional(),
  /** What is wrong with answers, by field; the submission is stored nevertheless. */
  problems: z.record(z.string(), z.string()).optional(),
})
export type FormReceipt = z.infer<typeof formReceiptSchema>

/** The answer of `POST /v1/forms/:id` and of `GET /v1/forms/:id/receipts/:submission`. */
export const formAnswerSchema = z.object({ success: z.literal(true), receipt: formReceiptSchema })
export type FormAnswer = z.infer<typeof formAnswerSchema>

/** The answer of `POST /v1/forms/:id/session`, which a form requests when a visitor begins to fill it in. */
export const formSessionSchema = z.object({
  success: z.literal(true),
  /** Signed time at which the form was opened; sent back with the answers. */
  token: z.string(),
  /** Names of the fields with `"ask": "unknown"` to ask, in this order. */
  ask: z.array(z.string()).optional(),
  /** A proof-of-work challenge of the ALTCHA protocol. */
  work: z.record(z.string(), z.unknown()).optional(),
})
export type FormSession = z.infer<typeof formSessionSchema>
