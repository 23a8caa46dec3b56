import { z } from 'zod'

/** What is answered to a visitor whose submission is stored. */
export const formReceiptSchema = z.object({
  /** To be told when asking about it, like `7F3K-2QXA`. */
  number: z.string(),
  /** What only those see who sent the form. */
  text: z.string().optional(),
  links: z.array(z.object({ label: z.string(), href: z.string() })).optional(),
  /** To be had at `/v1/downloads/<token>` of the same collector. */
  download: z.object({ label: z.string(), token: z.string() }).optional(),
  /** What is wrong with answers, by field; they are kept all the same. */
  problems: z.record(z.string(), z.string()).optional(),
})
export type FormReceipt = z.infer<typeof formReceiptSchema>

/** The answer of `POST /v1/forms/:id` and of `GET /v1/forms/:id/receipts/:submission`. */
export const formAnswerSchema = z.object({ success: z.literal(true), receipt: formReceiptSchema })
export type FormAnswer = z.infer<typeof formAnswerSchema>

/** The answer of `POST /v1/forms/:id/session`: what a form needs that is about to be filled in. */
export const formSessionSchema = z.object({
  success: z.literal(true),
  /** Tells when the form was opened; sent along with the answers. */
  token: z.string(),
  /** Of the fields with `"ask": "unknown"`, those to ask, in this order; names only. */
  ask: z.array(z.string()).optional(),
  /** A puzzle of the ALTCHA protocol. */
  work: z.record(z.string(), z.unknown()).optional(),
})
export type FormSession = z.infer<typeof formSessionSchema>
