import { z } from 'zod'

/** What a form does once it was sent, and how it keeps out what nobody wants to receive. */

const textSchema = z.string().min(1).max(2_000)

/** An http or https address, absolute or relative to the page. */
const addressSchema = z
  .string()
  .max(2_000)
  .regex(/^(https?:|[/.?#])/i, 'must be an http(s) address or a path')

/** Only an address of its own can be told in a mail or to a page of the collector. */
const absoluteAddressSchema = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\//i, 'must be an http(s) address')

/** A file that only those who sent the form get, by a signed link that expires. */
export const formDownloadSchema = z
  .strictObject({
    /** Text of the link. */
    label: textSchema,
    /** A file among the collector's downloads, like `guide.pdf`. */
    file: z
      .string()
      .regex(/^[\w-][\w .-]{0,200}$/, 'must be a plain file name')
      .optional(),
    /** Or where it lies; whoever has followed the link knows that address. */
    href: absoluteAddressSchema.optional(),
    /** How long the link works; 72 unless given. */
    hours: z.number().positive().max(8_760).optional(),
  })
  .refine((download) => (download.file === undefined) !== (download.href === undefined), {
    error: 'must name either a file or an href',
  })
export type FormDownload = z.infer<typeof formDownloadSchema>

/** Shown to those who sent the form, and to nobody else: it is not in the definition that browsers get. */
export const formRevealSchema = z.strictObject({
  text: textSchema.optional(),
  links: z
    .array(z.strictObject({ label: textSchema, href: addressSchema }))
    .max(20)
    .optional(),
})
export type FormReveal = z.infer<typeof formRevealSchema>

/** What the visitor sees after the submission: a message of the owner's or another page; words of thanks unless given. */
export const formSuccessSchema = z
  .strictObject({
    message: textSchema.optional(),
    redirect: addressSchema.optional(),
    reveal: formRevealSchema.optional(),
    download: formDownloadSchema.optional(),
    /** Name of a further event that tells of the submission, like `E-book Requested`. */
    event: z.string().min(1).max(200).optional(),
  })
  .refine((success) => success.message === undefined || success.redirect === undefined, {
    error: 'either a message or a redirect, not both',
  })
  .refine((success) => success.redirect === undefined || !(success.reveal ?? success.download), {
    error: 'a page that is left at once can show neither reveal nor download: remove the redirect',
  })
export type FormSuccess = z.infer<typeof formSuccessSchema>

/** Against robots; what it catches is kept, flagged and not scored. A trap for those that fill in everything is always there. */
export const formProtectionSchema = z.strictObject({
  /** Whoever needs less than this, in seconds, is a robot. */
  seconds: z.number().positive().max(600).optional(),
  /** The browser has to work out a puzzle, a second or so in the background, before the form is sent. */
  work: z.boolean().optional(),
  /** Most submissions from one address in an hour; 60 unless given. */
  perHour: z.int().positive().max(10_000).optional(),
})
export type FormProtection = z.infer<typeof formProtectionSchema>

/** A mail to whoever sent the form, with a link that confirms the address (double opt-in). */
export const formConfirmationSchema = z.strictObject({
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/, 'must be one line'),
  /** Plain text; `{link}` stands for the link, which otherwise comes last. */
  text: z.string().min(1).max(5_000),
  /** Text of the button on the page that the link leads to; `Confirm` unless given. */
  button: textSchema.optional(),
  /** Where the button leads; a page of the collector that says thanks unless given. */
  redirect: absoluteAddressSchema.optional(),
  /** How long the link works; 7 unless given. */
  days: z.number().positive().max(90).optional(),
})
export type FormConfirmation = z.infer<typeof formConfirmationSchema>

/** Asks what is not known of this visitor yet, of the fields with `"ask": "unknown"`. */
export const formProgressiveSchema = z.strictObject({
  /** Most of these fields at a time, those first that say most about a lead; all unless given. */
  most: z.int().positive().max(100).optional(),
})
export type FormProgressive = z.infer<typeof formProgressiveSchema>
