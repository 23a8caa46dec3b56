import { z } from 'zod'

/** One thing that a person agreed to in a form, and what became of it. Times are ISO 8601 UTC. */
export const consentSchema = z.object({
  id: z.string(),
  /** As it was shown. */
  text: z.string(),
  /** SHA-256 of the text, in hexadecimal: tells versions of it apart. */
  hash: z.string(),
  /** Whether the collector's own form said the same then; null when it had none of that id. */
  published: z.boolean().nullable(),
  /** Of the page, or else of the browser (BCP 47). */
  language: z.string().nullable(),
  form: z.string(),
  field: z.string(),
  page: z.string().nullable(),
  how: z.enum(['form', 'plain form']),
  site: z.string(),
  /** The submission. */
  messageId: z.string(),
  givenAt: z.string(),
  /** By the link in a mail; null when it was not, or was not asked for. */
  confirmedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
})
export type Consent = z.infer<typeof consentSchema>
