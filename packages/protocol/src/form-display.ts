import { z } from 'zod'

/** What opens a form that is not in its place on the page: whichever happens first. */
export const formTriggersSchema = z.strictObject({
  /** Seconds on this page; 0 opens it at once. */
  delay: z.number().min(0).max(86_400).optional(),
  /** How far the page was scrolled, in percent. */
  scroll: z.number().min(1).max(100).optional(),
  /** The visitor is about to leave: the mouse goes to the browser's own bar; without a mouse, a swift scroll back up. */
  exit: z.literal(true).optional(),
  /** Pages of this visit that hold the form, this one included. */
  pages: z.int().min(1).max(1_000).optional(),
  /** Minutes in front of these pages. */
  reading: z.number().positive().max(1_440).optional(),
})
export type FormTriggers = z.infer<typeof formTriggersSchema>

/**
 * How a form comes before the visitor, where it does not simply stand in its place. It also opens by a click on anything with
 * `data-leadlight-open` and the form's id.
 */
export const formDisplaySchema = z.strictObject({
  /** In the middle, above everything else; in a corner; across the lower edge. */
  as: z.enum(['pop-up', 'slide-in', 'bar']),
  when: formTriggersSchema.optional(),
  /** How often it opens by itself; a form that was sent never does again. */
  frequency: z
    .strictObject({
      /** Not again for so many days after it was closed; 7 unless given. */
      days: z.number().min(0).max(400).optional(),
      /** At most so many times; any number unless given. */
      times: z.int().min(1).max(100).optional(),
    })
    .optional(),
})
export type FormDisplay = z.infer<typeof formDisplaySchema>

/** Looks that come with the forms. */
export const formThemeSchema = z.enum(['card', 'paper', 'forest', 'night', 'bold'])
export type FormTheme = z.infer<typeof formThemeSchema>
