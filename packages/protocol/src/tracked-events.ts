import { z } from 'zod'

/** The properties of the events that our own tracker sends, by event name; keys in snake_case. */

const pageViewId = z.string()

/** `page`: https://segment.com/docs/connections/spec/page/#properties */
export const pagePropertiesSchema = z.looseObject({
  url: z.string(),
  path: z.string(),
  /** The query string with its `?`, or empty. */
  search: z.string().optional(),
  title: z.string().optional(),
  referrer: z.string().optional(),
  /** Kind of page, like `article` for a blog post. */
  content_type: z.string().optional(),
  /** Id of the page view: the `messageId` of its `page` event. */
  page_view_id: pageViewId.optional(),
})
export type PageProperties = z.infer<typeof pagePropertiesSchema>

/** `Page Engaged`: a report of one page view; the one with the largest `engaged_ms` counts. */
export const pageEngagedPropertiesSchema = z.looseObject({
  page_view_id: pageViewId,
  path: z.string(),
  content_type: z.string().optional(),
  /** Time that the page was visible, focused and in use since the page view began, in milliseconds; cumulative. */
  engaged_ms: z.number().nonnegative(),
  /** Number of the report within its page view, from 1. */
  seq: z.number().int(),
  /** Deepest scroll so far, in percent of the page. */
  scroll_depth: z.number().min(0).max(100),
})
export type PageEngagedProperties = z.infer<typeof pageEngagedPropertiesSchema>

const formShape = {
  form_id: z.string(),
  form_name: z.string().optional(),
  page_view_id: pageViewId.optional(),
}

/** `Form Viewed`: a form came into view. */
export const formViewedPropertiesSchema = z.looseObject(formShape)
export type FormViewedProperties = z.infer<typeof formViewedPropertiesSchema>

/** `Form Started` (first input) and `Form Abandoned` (left without submitting). Field names only, never values. */
export const formStartedPropertiesSchema = z.looseObject({ ...formShape, last_field: z.string().optional() })
export type FormStartedProperties = z.infer<typeof formStartedPropertiesSchema>

/** The value of a captured field; several values for check boxes and multiple selects. */
export const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
export type FieldValue = z.infer<typeof fieldValueSchema>

/** `Form Submitted`: a form was submitted. */
export const formSubmittedPropertiesSchema = z.looseObject({
  ...formShape,
  /** Where the form was sent to. */
  action: z.string().optional(),
  /** `attempted` when the page cancelled the submission and no sign of success followed; not scored. */
  outcome: z.enum(['submitted', 'attempted']).optional(),
  /** Allow-listed values by field name. */
  fields: z.record(z.string(), fieldValueSchema),
  /**
   * Kind of each field, by field name: an HTML autofill token (`email`, `given-name`, `organization` …), one of `budget`,
   * `authority`, `need`, `timeline`, or else the input type of the control.
   */
  field_types: z.record(z.string(), z.string()).optional(),
  /** Wording of each consent given, by the name of its check box. */
  consents: z.record(z.string(), z.string()).optional(),
  /** Names of the other fields that were filled in; their values are withheld. */
  filled: z.array(z.string()).optional(),
})
export type FormSubmittedProperties = z.infer<typeof formSubmittedPropertiesSchema>

/** `Link Clicked`. */
export const linkClickedPropertiesSchema = z.looseObject({
  href: z.string(),
  kind: z.enum(['outbound', 'download', 'tel', 'mailto', 'event']),
  text: z.string().optional(),
})
export type LinkClickedProperties = z.infer<typeof linkClickedPropertiesSchema>
