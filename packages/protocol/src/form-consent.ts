import { z } from 'zod'

/** A consent given in a form, and whether it was confirmed or withdrawn since. Times are ISO 8601 UTC. */
export const consentSchema = z.object({
  id: z.string(),
  /** The wording that the visitor saw. */
  text: z.string(),
  /** SHA-256 of the text in hexadecimal; identifies the version of the wording. */
  hash: z.string(),
  /** Whether the collector's definition of the form had this wording then; null when it had no such form. */
  published: z.boolean().nullable(),
  /** Language of the page, or else of the browser (BCP 47). */
  language: z.string().nullable(),
  form: z.string(),
  field: z.string(),
  page: z.string().nullable(),
  how: z.enum(['form', 'plain form']),
  site: z.string(),
  /** The `Form Submitted` event. */
  messageId: z.string(),
  givenAt: z.string(),
  /** When it was confirmed by the link in a mail; null when it was not, or no confirmation was asked for. */
  confirmedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
})
export type Consent = z.infer<typeof consentSchema>
