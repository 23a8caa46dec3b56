import { z } from 'zod'

/** Triggers that open a form which is not shown in place; the first one that fires wins. */
export const formTriggersSchema = z.strictObject({
  /** Seconds since the page was loaded; 0 opens the form at once. */
  delay: z.number().min(0).max(86_400).optional(),
  /** Scroll depth in percent. */
  scroll: z.number().min(1).max(100).optional(),
  /** Exit intent: the mouse moves to the browser's toolbar or, without a mouse, the page is scrolled up quickly. */
  exit: z.literal(true).optional(),
  /** Number of pages with this form in the visit, this one included. */
  pages: z.int().min(1).max(1_000).optional(),
  /** Minutes of engaged time on these pages. */
  reading: z.number().positive().max(1_440).optional(),
})
export type FormTriggers = z.infer<typeof formTriggersSchema>

/**
 * How a form that is not in place is presented. It also opens by a click on any element whose `data-leadlight-open` is the
 * form's id.
 */
export const formDisplaySchema = z.strictObject({
  /** Centred above the page; in a corner; along the bottom edge. */
  as: z.enum(['pop-up', 'slide-in', 'bar']),
  when: formTriggersSchema.optional(),
  /** How often it opens by itself; a form that was submitted never does again. */
  frequency: z
    .strictObject({
      /** Days to wait after the visitor closed it; 7 by default. */
      days: z.number().min(0).max(400).optional(),
      /** Most times that it opens; unlimited by default. */
      times: z.int().min(1).max(100).optional(),
    })
    .optional(),
})
export type FormDisplay = z.infer<typeof formDisplaySchema>

/** The built-in themes. */
export const formThemeSchema = z.enum(['card', 'paper', 'forest', 'night', 'bold'])
export type FormTheme = z.infer<typeof formThemeSchema>
