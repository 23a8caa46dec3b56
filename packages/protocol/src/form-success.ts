import { z } from 'zod'

/** What happens after a form is submitted, and how the form is protected from robots. */

const textSchema = z.string().min(1).max(2_000)

/** An http or https address, absolute or relative to the page. */
const addressSchema = z
  .string()
  .max(2_000)
  .regex(/^([hH][tT]{2}[pP][sS]?:|[/.?#])/, 'must be an http(s) address or a path')

/** Used where no page gives a base address: in mails, and on pages of the collector. */
const absoluteAddressSchema = z
  .string()
  .max(2_000)
  .regex(/^[hH][tT]{2}[pP][sS]?:\/\//, 'must be an http(s) address')

/** A file for those who submit the form, by a signed link that expires. */
export const formDownloadSchema = z
  .strictObject({
    /** Text of the link. */
    label: textSchema,
    /** Name of a file in the collector's downloads, like `guide.pdf`. */
    file: z
      .string()
      .regex(/^[\w-][\w .-]{0,200}$/, 'must be a plain file name')
      .optional(),
    /** Alternatively, its address, which anybody who follows the link gets to know. */
    href: absoluteAddressSchema.optional(),
    /** Hours until the link expires; 72 by default. */
    hours: z.number().positive().max(8_760).optional(),
  })
  .refine((download) => (download.file === undefined) !== (download.href === undefined), {
    error: 'must name either a file or an href',
  })
export type FormDownload = z.infer<typeof formDownloadSchema>

/** Shown only after submission; not part of the definition that browsers receive. */
export const formRevealSchema = z.strictObject({
  text: textSchema.optional(),
  links: z
    .array(z.strictObject({ label: textSchema, href: addressSchema }))
    .max(20)
    .optional(),
})
export type FormReveal = z.infer<typeof formRevealSchema>

/** What the visitor sees after submission: a message or another page; by default, a message of thanks. */
export const formSuccessSchema = z
  .strictObject({
    message: textSchema.optional(),
    redirect: addressSchema.optional(),
    reveal: formRevealSchema.optional(),
    download: formDownloadSchema.optional(),
    /** Name of an additional event to record for the submission, like `E-book Requested`. */
    event: z.string().min(1).max(200).optional(),
  })
  .refine((success) => success.message === undefined || success.redirect === undefined, {
    error: 'either a message or a redirect, not both',
  })
  .refine((success) => success.redirect === undefined || !(success.reveal ?? success.download), {
    error: 'a page that is left at once can show neither reveal nor download: remove the redirect',
  })
export type FormSuccess = z.infer<typeof formSuccessSchema>

/**
 * Protection from robots, in addition to a honeypot field that every form has. Submissions it catches are stored and
 * flagged, but not scored.
 */
export const formProtectionSchema = z.strictObject({
  /** Least time to fill in the form, in seconds; who is faster is taken for a robot. */
  seconds: z.number().positive().max(600).optional(),
  /** Requires a proof of work: about a second of computation in the background before the form is sent. */
  work: z.boolean().optional(),
  /** Most submissions from one IP address, or IPv6 network of 64 bits, in an hour; 60 by default. */
  perHour: z.int().positive().max(10_000).optional(),
})
export type FormProtection = z.infer<typeof formProtectionSchema>

/** A mail to the submitted address, with a link that confirms it (double opt-in). */
export const formConfirmationSchema = z.strictObject({
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/, 'must be one line'),
  /** Plain text; `{link}` is replaced by the link, which is appended when the text has none. */
  text: z.string().min(1).max(5_000),
  /** Label of the button on the page behind the link; `Confirm` by default. */
  button: textSchema.optional(),
  /** Page to show after the click; a page of thanks at the collector by default. */
  redirect: absoluteAddressSchema.optional(),
  /** Days until the link expires; 7 by default. */
  days: z.number().positive().max(90).optional(),
})
export type FormConfirmation = z.infer<typeof formConfirmationSchema>

/** Progressive profiling: of the fields with `"ask": "unknown"`, only those not yet answered by this visitor are shown. */
export const formProgressiveSchema = z.strictObject({
  /** Most of these fields to show at a time, those with the widest effect on the score first; all by default. */
  most: z.int().positive().max(100).optional(),
})
export type FormProgressive = z.infer<typeof formProgressiveSchema>
